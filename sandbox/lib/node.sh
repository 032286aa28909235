# shellcheck shell=bash
# The one real node of local-1: configuration of containerd, CNI, kubelet and the registry.

write_node_files() {
  use_cluster local-1
  mkdir -p "$C_DIR"/{cni,kubelet,pod-logs,containerd} "$C_DIR/certs.d/$REGISTRY" "$RUN/$C" "$STATE/registry"
  containerd_config > "$C_DIR/containerd.toml"
  cni_config > "$C_DIR/cni/10-paas-sandbox.conflist"
  kubelet_config > "$C_DIR/kubelet.yaml"
  printf 'server = "http://%s"\n[host."http://%s"]\n  capabilities = ["pull", "resolve"]\n' "$REGISTRY" "$REGISTRY" \
    > "$C_DIR/certs.d/$REGISTRY/hosts.toml"
}

write_registry_file() {
  mkdir -p "$STATE/registry"
  cat > "$STATE/registry.yaml" << Y
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: $STATE/registry}
  delete: {enabled: true}
http: {addr: "$REGISTRY", secret: one-registry-needs-no-shared-secret}
Y
}

containerd_config() {
  local snapshotter=overlayfs
  # overlayfs cannot lie on overlayfs, as it would inside a container.
  [ "$(stat -f -c %T "$C_DIR")" != overlayfs ] || snapshotter=native
  cat << T
version = 2
root = "$C_DIR/containerd"
state = "$RUN/$C/containerd"
[grpc]
  address = "$RUN/$C/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "$C_DIR/containerd/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$REGISTRY/pause:3"
  # Without CAP_SYS_RESOURCE a process may not lower oom_score_adj.
  restrict_oom_score_adj = true
  # Beside everything else of ours, so that "down" finds them.
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "$snapshotter"
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$C_DIR/cni"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "$C_DIR/certs.d"
T
}

# Point to point: every packet between pods passes the host's routing, so a pod reaches a Service that leads to its
# neighbour without br_netfilter, which not every kernel has. "bandwidth" obeys the kubernetes.io/*-bandwidth annotations.
cni_config() {
  cat << J
{"cniVersion": "0.4.0", "name": "paas-sandbox", "plugins": [
  {"type": "ptp", "ipMasq": false,
   "ipam": {"type": "host-local", "dataDir": "$RUN/$C/addresses", "ranges": [[{"subnet": "$POD_CIDR"}]],
            "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}},
  {"type": "bandwidth", "capabilities": {"bandwidth": true}}]}
J
}

kubelet_config() {
  cat << Y
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $NODE_IP
healthzBindAddress: 127.0.0.1
readOnlyPort: 0
cgroupDriver: cgroupfs
containerRuntimeEndpoint: unix://$RUN/$C/containerd.sock
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $PKI/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $PKI/kubelet.crt
tlsPrivateKeyFile: $PKI/kubelet.key
clusterDomain: cluster.local
clusterDNS: ["$(name_server)"]
maxPods: 250
podLogsDir: $C_DIR/pod-logs
volumePluginDir: $C_DIR/kubelet/volume-plugins
serializeImagePulls: false
# The machine is shared with everything else on it: no swap rule, no reserve, evict only at the very end, keep images.
failSwapOn: false
failCgroupV1: false
enforceNodeAllocatable: []
evictionHard: {memory.available: 50Mi, nodefs.available: 1%, imagefs.available: 1%}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
oomScoreAdj: 0
Y
}
