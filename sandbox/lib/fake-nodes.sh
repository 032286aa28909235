# shellcheck shell=bash
# The nodes of local-2 exist only in the API; kwok answers for them and makes pods ready at once.

PODS_PER_FAKE_NODE=1000

fake_node_names() {
  kube get nodes -l paas-sandbox/fake=true -o name 2> /dev/null | sed 's|^node/||' | sort
}

# scale_fake_nodes N: so many, named fake-001 and so on.
scale_fake_nodes() {
  local want=$1 i
  local -a extra
  use_cluster local-2
  for ((i = 1; i <= want; i++)); do fake_node "$(printf 'fake-%03d' "$i")"; done | kube apply -f - > /dev/null \
    || fail "fake nodes could not be made" "is local-2 up? sandbox/up local-2" "$(log_file local-2 apiserver)"
  mapfile -t extra < <(fake_node_names | tail -n +"$((want + 1))")
  [ "${#extra[@]}" -eq 0 ] || kube delete node --wait=false "${extra[@]}" > /dev/null
}

fake_node() {
  cat << Y
---
apiVersion: v1
kind: Node
metadata:
  name: $1
  labels: {paas-sandbox/fake: "true", kubernetes.io/hostname: $1, kubernetes.io/os: linux, kubernetes.io/arch: amd64}
  annotations: {kwok.x-k8s.io/node: fake}
spec: {}
status:
  capacity: {cpu: "512", memory: 2Ti, ephemeral-storage: 2Ti, pods: "$PODS_PER_FAKE_NODE"}
  allocatable: {cpu: "512", memory: 2Ti, ephemeral-storage: 2Ti, pods: "$PODS_PER_FAKE_NODE"}
Y
}
