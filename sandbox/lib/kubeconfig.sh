# shellcheck shell=bash
# kubeconfig files: one per component (which names files), and one for people and tests (which holds everything).

# component_kubeconfig NAME: for a component of the current cluster.
component_kubeconfig() {
  local file=$C_DIR/$1.kubeconfig
  cat > "$file" << K
apiVersion: v1
kind: Config
clusters: [{name: $C, cluster: {server: "$API", certificate-authority: $PKI/ca.crt}}]
users: [{name: $1, user: {client-certificate: $PKI/$1.crt, client-key: $PKI/$1.key}}]
contexts: [{name: $C, context: {cluster: $C, user: $1}}]
current-context: $C
K
  printf '%s' "$file"
}

# write_kubeconfig: $STATE/kubeconfig with an admin context for each cluster, whether it runs or not.
write_kubeconfig() {
  local file=$STATE/kubeconfig temp=$STATE/kubeconfig.$$ c
  (
    umask 077
    {
      printf 'apiVersion: v1\nkind: Config\ncurrent-context: local-1\nclusters:\n'
      for c in "${ALL_CLUSTERS[@]}"; do
        use_cluster "$c"
        printf -- '- name: %s\n  cluster:\n    server: %s\n    certificate-authority-data: %s\n' "$c" "$API" "$(base64 -w 0 "$PKI/ca.crt")"
      done
      printf 'users:\n'
      for c in "${ALL_CLUSTERS[@]}"; do
        use_cluster "$c"
        printf -- '- name: %s-admin\n  user:\n    client-certificate-data: %s\n    client-key-data: %s\n' "$c" \
          "$(base64 -w 0 "$PKI/admin.crt")" "$(base64 -w 0 "$PKI/admin.key")"
      done
      printf 'contexts:\n'
      for c in "${ALL_CLUSTERS[@]}"; do
        printf -- '- name: %s\n  context: {cluster: %s, user: %s-admin}\n' "$c" "$c" "$c"
      done
    } > "$temp"
  )
  # Started with sudo, the sandbox still belongs to whoever started it.
  [ -z "${SUDO_UID:-}" ] || chown "$SUDO_UID:${SUDO_GID:-0}" "$temp"
  # Unchanged content keeps the file, which others may be reading.
  if cmp -s "$temp" "$file" && [ -z "${SUDO_UID:-}" ]; then rm "$temp"; else mv "$temp" "$file"; fi
}

# kube ARGUMENTS...: kubectl as admin of the current cluster.
kube() { NO_PROXY=$NODE_IP no_proxy=$NODE_IP "$(binaries kubernetes)/kubectl" --kubeconfig "$STATE/kubeconfig" --context "$C" "$@"; }
