# shellcheck shell=bash
# Bringing a cluster up. Every step looks first, so that running it again repairs what died and starts nothing twice.

# is_up CLUSTER: every component answers well and the nodes are there.
is_up() {
  local name
  healthy shared registry > /dev/null || return 1
  for name in $(components_of "$1"); do healthy "$1" "$name" > /dev/null || return 1; done
  use_cluster "$1"
  images_present && node_ready
}

control_plane_up() {
  use_cluster "$1"
  ensure_node_address
  step "$C: etcd" bring "$C" etcd 30
  step "$C: API server" bring "$C" apiserver 90
  begin "$C" scheduler
  step "$C: controller manager" bring "$C" controller-manager 60
  step "$C: scheduler" bring "$C" scheduler 60
}

# bring CLUSTER COMPONENT SECONDS: starts it and waits until it is well. One that runs but does not answer is restarted.
bring() {
  local why
  if pid_of "$1" "$2" > /dev/null && ! why=$(healthy "$1" "$2"); then
    sleep 3
    healthy "$1" "$2" > /dev/null || { progress "$2 runs but is not well ($why): starting it again"; halt "$1" "$2"; }
  fi
  begin "$1" "$2"
  await "$1" "$2" "$3"
}

up_local_1() {
  local other
  use_cluster local-1
  if other=$(stranger); then
    fail "a node of another cluster runs on this machine (process $other), whose pods and packet rules local-1 would disturb" \
      "use that cluster: make demo CONTEXT=<kubectl context> REGISTRY=<host/path>"
  fi
  ensure_pod_network
  write_node_files
  begin local-1 containerd
  control_plane_up local-1
  step "local-1: containerd" bring local-1 containerd 180
  begin local-1 proxy
  step "local-1: kubelet" bring local-1 kubelet 60
  step "local-1: kube-proxy" bring local-1 proxy 30
  ensure_dns_service
  pid_of local-1 metrics-server > /dev/null || forget_metrics_api
  step "local-1: node ready" await_node
}

up_local_2() {
  use_cluster local-2
  control_plane_up local-2
  step "local-2: kwok" bring local-2 kwok 60
  if [ -z "$(fake_node_names)" ]; then step "local-2: 10 fake nodes" scale_fake_nodes 10; fi
  step "local-2: nodes ready" await_node
}

# Where no name server can be reached by pods, this Service without pods makes look-ups fail at once instead of hanging.
ensure_dns_service() {
  [ "$(name_server)" = "$DNS_IP" ] || return 0
  kube get service kube-dns -n kube-system > /dev/null 2>&1 \
    || kube create service clusterip kube-dns -n kube-system --clusterip="$DNS_IP" --tcp=53:53 > /dev/null
}

# node_ready: every node is Ready and takes pods. (Right after its start a node still carries the not-ready taint.)
node_ready() {
  local nodes
  nodes=$(kube get nodes --request-timeout=5s -o json 2> /dev/null) || return 1
  jq -e '(.items | length > 0) and all(.items[];
    any(.status.conditions[]?; .type == "Ready" and .status == "True") and (.spec.taints // [] | length == 0))' > /dev/null <<< "$nodes"
}

await_node() {
  local until; until=$(($(now_ms) + 90000))
  until node_ready; do
    [ "$(now_ms)" -lt "$until" ] || fail "the nodes of $C are not ready after 90 s: $(kube get nodes --no-headers 2>&1 | head -n 3)" \
      "see the log; 'kubectl --context $C describe nodes' says more" "$(log_file "$C" "$([ "$C" = local-1 ] && echo kubelet || echo kwok)")"
    sleep 0.2
  done
}
