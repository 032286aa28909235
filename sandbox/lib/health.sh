# shellcheck shell=bash
# Is a component well? Each probe asks the component itself.

# healthy CLUSTER COMPONENT: true when it answers well; otherwise prints why not.
healthy() {
  local why
  pid_of "$1" "$2" > /dev/null || { printf 'not running'; return 1; }
  if why=$(probe "$1" "$2" 2>&1); then return 0; fi
  why=${why//$'\n'/; }
  printf '%s' "${why:0:120}"
  return 1
}

probe() {
  [ "$1" = shared ] || use_cluster "$1"
  case $2 in
    registry) ask "http://$REGISTRY/v2/" ;;
    etcd) ask "https://127.0.0.1:$ETCD_PORT/health" --cacert "$PKI/ca.crt" --cert "$PKI/etcd.crt" --key "$PKI/etcd.key" ;;
    apiserver) ask "$API/readyz" --cacert "$PKI/ca.crt" --cert "$PKI/admin.crt" --key "$PKI/admin.key" ;;
    # Their certificates are made anew at each start and known to nobody; both listen on loopback only.
    controller-manager) ask "https://127.0.0.1:$KCM_PORT/healthz" --insecure ;;
    scheduler) ask "https://127.0.0.1:$SCHEDULER_PORT/healthz" --insecure ;;
    containerd) ask_runtime "$RUN/$C/containerd.sock" ;;
    kubelet) ask "http://127.0.0.1:10248/healthz" ;;
    proxy) ask "http://127.0.0.1:10256/healthz" ;;
    metrics-server) ask "https://$NODE_IP:$METRICS_PORT/livez" --cacert "$PKI/ca.crt" ;;
    kwok) ask "http://127.0.0.1:10247/healthz" ;;
    *) printf 'no probe for %s' "$2"; return 1 ;;
  esac
}

# ask URL OPTIONS...: true for an answer below 400.
ask() { curl --silent --show-error --fail --max-time 3 --noproxy '*' --output /dev/null "$@"; }

# ask_runtime SOCKET: the CRI's own Version call, an empty gRPC message. containerd serves its socket before the CRI is
# ready (with many containers left by a killed sandbox it took 40 s), and a kubelet that comes too early ends at once.
ask_runtime() {
  local answer
  answer=$(printf '\0\0\0\0\0' | curl --silent --show-error --max-time 3 --http2-prior-knowledge --unix-socket "$1" \
    --header 'content-type: application/grpc' --header 'te: trailers' --data-binary @- --output /dev/null --dump-header - \
    http://localhost/runtime.v1.RuntimeService/Version 2>&1) || { printf '%s' "$answer"; return 1; }
  grep -q '^grpc-status: 0' <<< "$answer" || { grep '^grpc-' <<< "$answer"; return 1; }
}

# await CLUSTER COMPONENT SECONDS: waits until it is well; fails with its log when it dies or takes too long.
await() {
  local cluster=$1 name=$2 until why; until=$(($(now_ms) + $3 * 1000))
  until why=$(healthy "$cluster" "$name"); do
    pid_of "$cluster" "$name" > /dev/null || fail "$name of $cluster ended at once$(port_hint "$cluster" "$name")" \
      "read the log above; if state is broken, 'sandbox/down --purge' and 'sandbox/up' begin afresh" "$(log_file "$cluster" "$name")"
    [ "$(now_ms)" -lt "$until" ] || fail "$name of $cluster is not well after $3 s: $why" \
      "read the log above; 'sandbox/restart $name $cluster' starts it again" "$(log_file "$cluster" "$name")"
    sleep 0.1
  done
}

# port_hint CLUSTER COMPONENT: names a stranger on the component's port.
port_hint() {
  local port holder
  [ "$1" = shared ] || use_cluster "$1"
  case $2 in
    registry) port=${REGISTRY##*:} ;;
    etcd) port=$ETCD_PORT ;;
    apiserver) port=$API_PORT ;;
    controller-manager) port=$KCM_PORT ;;
    scheduler) port=$SCHEDULER_PORT ;;
    kubelet) port=10250 ;;
    metrics-server) port=$METRICS_PORT ;;
    *) return 0 ;;
  esac
  holder=$(port_holder "$port")
  [ -z "$holder" ] || printf '; port %s is taken by %s' "$port" "$holder"
}
