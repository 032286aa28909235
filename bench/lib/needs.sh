# shellcheck shell=bash
# What must be there before anything is measured.

check_needs() {
  local tool missing=()
  [ -n "${KUBECONFIG:-}" ] && [ -n "${PAAS_REGISTRY:-}" ] && [ -n "${PAAS_PLATFORM:-}" ] \
    || fail 'KUBECONFIG, PAAS_REGISTRY and PAAS_PLATFORM are not set; run make bench, or eval "$(sandbox/env)" first'
  for tool in paas kubectl helm java mvn git jar jq awk curl buildah; do
    command -v "$tool" > /dev/null || missing+=("$tool")
  done
  [ ${#missing[@]} -eq 0 ] || fail "not on the PATH: ${missing[*]}"
  [ -x /usr/bin/time ] || install_time
  kubectl --context "$CONTEXT" get --raw /readyz > /dev/null || fail "the cluster $CONTEXT does not answer; run sandbox/up"
  kubectl --context "$CONTEXT" wait node --all --for=condition=Ready --timeout=30s > /dev/null \
    || fail "a node of $CONTEXT is not ready; see sandbox/status"
}

# GNU time knows a process's peak memory; Debian does not install it by itself.
install_time() {
  say "installing Debian's package time"
  apt-get install -qq -y time > /dev/null || fail "/usr/bin/time is missing; install the package time"
}
