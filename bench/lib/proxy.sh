# shellcheck shell=bash
# Programs that run beside a measurement, and their end.

helpers=() recorders=()

# start_proxy PORT LOG OPTION...: counts what goes to 127.0.0.1:PORT; sets $proxy_port.
start_proxy() {
  local port=$1 log=$2 pid
  shift 2
  : > "$log"
  rm -f "$log.port"
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$BENCH_DIR/CountingProxy.java" "$port" "$log" "$@" \
    > "$log.port" 2> "$log.err" &
  pid=$!
  helpers+=("$pid")
  await 30 "the counting proxy started" test -s "$log.port"
  proxy_port=$(< "$log.port")
}

# start_api_gateway LOG: makes $WORK/counted.kubeconfig, through which every request to the cluster is counted in LOG.
# kubectl proxy takes off TLS and sign-in, so that the counting proxy can read along.
start_api_gateway() {
  local port
  kubectl --context "$CONTEXT" proxy --port=0 --accept-paths='^.*' --reject-paths='^$' > "$WORK/gateway" 2> "$LOG/gateway.log" &
  helpers+=($!)
  await 15 "kubectl proxy started" grep -q 'Starting to serve on' "$WORK/gateway"
  port=$(sed -n 's/.*:\([0-9]*\)$/\1/p' "$WORK/gateway")
  start_proxy "$port" "$1"
  jq -n --arg server "http://127.0.0.1:$proxy_port" --arg name "$CONTEXT" '
    {apiVersion: "v1", kind: "Config", "current-context": $name,
     clusters: [{name: $name, cluster: {server: $server}}],
     users: [{name: $name, user: {token: "the-gateway-signs-in"}}],
     contexts: [{name: $name, context: {cluster: $name, user: $name}}]}' > "$WORK/counted.kubeconfig"
}

# stop_everything: ends what this shell started.
stop_everything() {
  local pid
  for pid in "${helpers[@]:-}" "${recorders[@]:-}"; do
    [ -z "$pid" ] || kill "$pid" 2> /dev/null || true
  done
  helpers=() recorders=()
}

# platform_through ADDRESS FILE: the platform, with the apps' registry at another address; base images stay where they are.
platform_through() {
  sed -e "s|$PAAS_REGISTRY/apps|$1/apps|" -e "/^registries:/a\\  base: {url: $PAAS_REGISTRY/base, insecure: true}" "$PAAS_PLATFORM" > "$2"
}
