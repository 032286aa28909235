# shellcheck shell=bash
# Which components there are and how each is called. "shared" is what both clusters use.

components_of() {
  case $1 in
    shared) printf 'registry' ;;
    local-1) printf 'etcd apiserver controller-manager scheduler containerd kubelet proxy' ;;
    local-2) printf 'etcd apiserver controller-manager scheduler kwok' ;;
  esac
}

# extras_of CLUSTER: what runs only where it is asked for, by sandbox/start.
extras_of() {
  case $1 in
    local-1) printf 'metrics-server' ;;
  esac
}

# begin CLUSTER COMPONENT: starts it unless it runs.
begin() {
  local command
  ! pid_of "$1" "$2" > /dev/null || return 0
  [ "$1" = shared ] || use_cluster "$1"
  K8S=$(binaries kubernetes)
  command=()
  case $2 in
    registry) write_registry_file; command=(docker-registry serve "$STATE/registry.yaml") ;;
    etcd) etcd_command ;;
    apiserver) apiserver_command ;;
    controller-manager) controller_manager_command ;;
    scheduler) scheduler_command ;;
    containerd) command=(containerd --config "$C_DIR/containerd.toml") ;;
    kubelet) kubelet_command ;;
    proxy) proxy_command ;;
    kwok) kwok_command ;;
    metrics-server) metrics_server_command ;;
    *) fail "there is no component '$2' in $1" "$1 has: $(components_of "$1")" ;;
  esac
  launch "$1" "$2" "${command[@]}"
}

etcd_command() {
  local client=https://127.0.0.1:$ETCD_PORT peer=https://127.0.0.1:$ETCD_PEER_PORT
  mkdir -p "$C_DIR/etcd"
  chmod 700 "$C_DIR/etcd"
  # No fsync: a sandbox may lose its data when the machine (not etcd) crashes, and disks of test machines are slow.
  command=(etcd --name "$C" --data-dir "$C_DIR/etcd" --unsafe-no-fsync --logger zap --log-level warn
    --listen-client-urls "$client" --advertise-client-urls "$client"
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "$C=$peer"
    --cert-file "$PKI/etcd.crt" --key-file "$PKI/etcd.key" --trusted-ca-file "$PKI/ca.crt" --client-cert-auth
    --peer-cert-file "$PKI/etcd.crt" --peer-key-file "$PKI/etcd.key" --peer-trusted-ca-file "$PKI/ca.crt" --peer-client-cert-auth
    --quota-backend-bytes 4294967296 --auto-compaction-retention 1h)
}

apiserver_command() {
  command=("$K8S/kube-apiserver" "--etcd-servers=https://127.0.0.1:$ETCD_PORT" "--etcd-cafile=$PKI/ca.crt"
    "--etcd-certfile=$PKI/etcd.crt" "--etcd-keyfile=$PKI/etcd.key"
    "--bind-address=$NODE_IP" "--secure-port=$API_PORT" "--advertise-address=$NODE_IP" "--service-cluster-ip-range=$SERVICE_CIDR"
    "--client-ca-file=$PKI/ca.crt" "--tls-cert-file=$PKI/apiserver.crt" "--tls-private-key-file=$PKI/apiserver.key"
    "--service-account-key-file=$PKI/sa.pub" "--service-account-signing-key-file=$PKI/sa.key"
    --service-account-issuer=https://kubernetes.default.svc.cluster.local
    "--authorization-mode=Node,RBAC" --allow-privileged=true
    # Debian's etcd is too old for it, which clients learn only in the middle of a watch: kwok then saw nodes and pods
    # half a minute late. Told at once, they list and watch as ever.
    --feature-gates=WatchList=false
    "--kubelet-client-certificate=$PKI/apiserver-kubelet.crt" "--kubelet-client-key=$PKI/apiserver-kubelet.key"
    "--kubelet-certificate-authority=$PKI/ca.crt" --kubelet-preferred-address-types=InternalIP
    # For API servers added to this one, such as metrics-server.
    "--requestheader-client-ca-file=$PKI/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy-client
    --requestheader-extra-headers-prefix=X-Remote-Extra- --requestheader-group-headers=X-Remote-Group
    --requestheader-username-headers=X-Remote-User --enable-aggregator-routing=true
    "--proxy-client-cert-file=$PKI/front-proxy-client.crt" "--proxy-client-key-file=$PKI/front-proxy-client.key")
}

controller_manager_command() {
  local kubeconfig; kubeconfig=$(component_kubeconfig controller-manager)
  command=("$K8S/kube-controller-manager" "--kubeconfig=$kubeconfig" "--authentication-kubeconfig=$kubeconfig"
    "--authorization-kubeconfig=$kubeconfig" --bind-address=127.0.0.1 "--secure-port=$KCM_PORT"
    "--service-account-private-key-file=$PKI/sa.key" "--root-ca-file=$PKI/ca.crt" --use-service-account-credentials
    "--cluster-signing-cert-file=$PKI/ca.crt" "--cluster-signing-key-file=$PKI/ca.key" --leader-elect=false)
  # Thousands of pods come and go there; the usual 20 requests per second would make that minutes.
  [ "$C" != local-2 ] || command+=(--kube-api-qps=300 --kube-api-burst=600
    --concurrent-deployment-syncs=20 --concurrent-replicaset-syncs=20 --concurrent-gc-syncs=40)
}

scheduler_command() {
  local kubeconfig; kubeconfig=$(component_kubeconfig scheduler)
  command=("$K8S/kube-scheduler" "--kubeconfig=$kubeconfig" "--authentication-kubeconfig=$kubeconfig"
    "--authorization-kubeconfig=$kubeconfig" --bind-address=127.0.0.1 "--secure-port=$SCHEDULER_PORT" --leader-elect=false)
  [ "$C" != local-2 ] || command+=(--kube-api-qps=300 --kube-api-burst=600)
}

kubelet_command() {
  local kubeconfig; kubeconfig=$(component_kubeconfig kubelet)
  command=("$K8S/kubelet" "--kubeconfig=$kubeconfig" "--config=$C_DIR/kubelet.yaml" "--root-dir=$C_DIR/kubelet"
    "--cert-dir=$C_DIR/kubelet/pki" "--hostname-override=$NODE_NAME" "--node-ip=$NODE_IP")
}

proxy_command() {
  local kubeconfig; kubeconfig=$(component_kubeconfig proxy)
  # The zeros leave the kernel's connection tracking as it is: changing it is not always allowed.
  command=("$K8S/kube-proxy" "--kubeconfig=$kubeconfig" "--hostname-override=$NODE_NAME" --proxy-mode=iptables
    "--cluster-cidr=$POD_CIDR" "--nodeport-addresses=127.0.0.0/8,$NODE_IP/32"
    --healthz-bind-address=127.0.0.1:10256 --metrics-bind-address=127.0.0.1:10249
    --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0 --conntrack-tcp-timeout-close-wait=0)
}

kwok_command() {
  local kubeconfig; kubeconfig=$(component_kubeconfig kwok)
  mkdir -p "$C_DIR/kwok"
  # HOME: kwok keeps a folder of its own there.
  command=(env "HOME=$C_DIR/kwok" "$(binaries kwok)/kwok" "--config=$SANDBOX_DIR/kwok/stages.yaml" "--kubeconfig=$kubeconfig" --manage-all-nodes=true
    --cidr=10.128.0.0/14 "--node-ip=$NODE_IP" --node-lease-duration-seconds=40 --server-address=127.0.0.1:10247
    --v=WARN)
}

# Asks each kubelet every ten seconds, the least it allows, so that tests need not wait a minute for an autoscaler.
metrics_server_command() {
  local kubeconfig; kubeconfig=$(component_kubeconfig admin)
  command=("$(binaries metrics-server)/metrics-server" "--kubeconfig=$kubeconfig" "--authentication-kubeconfig=$kubeconfig"
    "--authorization-kubeconfig=$kubeconfig" "--bind-address=$NODE_IP" "--secure-port=$METRICS_PORT" --metric-resolution=10s --kubelet-request-timeout=5s
    "--tls-cert-file=$PKI/apiserver.crt" "--tls-private-key-file=$PKI/apiserver.key"
    --kubelet-preferred-address-types=InternalIP "--kubelet-certificate-authority=$PKI/ca.crt")
}

# one_component [--kill] COMPONENT [CLUSTER]: reads the arguments of start, stop and restart into component, cluster and
# signal, and takes the lock.
one_component() {
  signal=TERM
  case ${1:-} in
    -h | --help) sed -n 's/^# //p' "$0"; exit 0 ;;
    --kill) signal=KILL; shift ;;
  esac
  component=${1:-}; component=${component#kube-}; cluster=${2:-local-1}
  [ "$component" != registry ] || cluster=shared
  case " $(components_of "$cluster") $(extras_of "$cluster") " in
    "  ") fail "there is no cluster '$cluster'" "the sandbox has: ${ALL_CLUSTERS[*]}" ;;
    *" ${component:-none} "*) ;;
    *) fail "there is no component '$component' in $cluster" "$cluster has: $(components_of "$cluster") $(extras_of "$cluster")" ;;
  esac
  need_root
  [ -d "$STATE/$cluster" ] || [ "$cluster" = shared ] || fail "$cluster was never up" "sandbox/up $cluster"
  take_lock
}
