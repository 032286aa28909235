# shellcheck shell=bash
# One rolling update by each tool, as people do it, and buildah as it runs without rights over the machine's storage.

# roll TOOL APP IMAGE ROUND: all that is timed.
roll() { "roll_with_$1" "$2" "$3" "$4"; }

# EVENTS names a file for paas's events.
roll_with_paas() { ${PROBE:-} paas deploy -f "$WORK/$1/paas/paas.yaml" --cluster "$CLUSTER" --image "$2" ${EVENTS:+--events "$EVENTS"}; }

roll_with_kubectl() {
  ${PROBE:-} kubectl --context "$CONTEXT" apply -f "$WORK/$1/kubectl/round-$3.yaml" \
    && ${PROBE:-} kubectl --context "$CONTEXT" rollout status -n "$(namespace_of kubectl)" "deployment/$(name_of "$1")" --timeout=300s
}

roll_with_helm() {
  ${PROBE:-} helm upgrade --install "$(name_of "$1")" "$WORK/$1/helm" --kube-context "$CONTEXT" -n "$(namespace_of helm)" \
    --set "round=round-$3" --wait --timeout "${HELM_TIMEOUT:-300s}"
}

# roll_untimed TOOL APP IMAGE ROUND: what must succeed and is no figure.
roll_untimed() {
  local log=$LOG/$ROW-$2-$1-$4.log
  run_timed "$log" roll "$@"
  [ "$status" -eq 0 ] || give_up "$1 ended with $status for $2, round $4: $(last_words "$log")"
}

# install_everywhere APP IMAGE: round 0 by every tool; not timed, for it also warms the machine's caches.
install_everywhere() {
  local tool
  for tool in paas kubectl helm; do
    write_round_"$tool" "$1" 0
    kube get namespace "$(namespace_of "$tool")" > /dev/null 2>&1 || make_namespace "$(namespace_of "$tool")"
    roll_untimed "$tool" "$1" "$2" 0
    settle "$(namespace_of "$tool")" "$(name_of "$1")" 0
  done
  # What this deploy has loaded makes later ones start faster, as on any machine where paas was used before.
  paas __archive deploy
}

# Kubernetes keeps ten old ReplicaSets of a Deployment and Helm ten releases; an app that has them all is another case than a new one.
KEPT=10

# compare_rollouts MEASURE APP IMAGE ROUNDS: rolling updates by the three tools in turn, of new apps, which are replaced after KEPT of
# them, and under MEASURE-used of one that was updated more than KEPT times, as most are.
compare_rollouts() {
  local measure=$1 app=$2 image=$3 rounds=$4 round=1 updates=0
  install_everywhere "$app" "$image"
  for ((; round <= rounds; round++, updates++)); do
    if [ "$updates" -eq "$KEPT" ]; then
      remove_namespaces
      install_everywhere "$app" "$image"
      updates=0
    fi
    update_everywhere "$measure" "$app" "$image" "$round"
  done
  [ -z "$QUICK" ] || return 0
  for ((; updates <= KEPT; round++, updates++)); do
    update_everywhere "" "$app" "$image" "$round"
  done
  for ((rounds += round; round < rounds; round++)); do
    update_everywhere "$measure-used" "$app" "$image" "$round"
  done
}

# update_everywhere MEASURE APP IMAGE ROUND: without a MEASURE it is not timed.
update_everywhere() {
  local measure=$1 app=$2 image=$3 round=$4 tool
  for tool in $(in_turn "$round" paas kubectl helm); do
    write_round_"$tool" "$app" "$round"
    anywhere_in_a_second
    if [ -n "$measure" ]; then
      measure "$measure" "$tool" "$round" roll "$tool" "$app" "$image" "$round"
    else
      roll_untimed "$tool" "$app" "$image" "$round"
    fi
    settle "$(namespace_of "$tool")" "$(name_of "$app")" "$round"
  done
}

# anywhere_in_a_second: the kubelet looks at its pods once a second, and a round begins when it has just seen the old ones go. Without
# this each tool would meet it at a moment of its own, always the same.
anywhere_in_a_second() { sleep "$(printf '0.%03d' $((RANDOM % 1000)))"; }

buildah_here() { buildah --root "$WORK/buildah/root" --runroot "$WORK/buildah/run" --storage-driver vfs "$@"; }

# build_with_buildah IMAGE FOLDER OPTION...: --layers switches its layer cache on.
build_with_buildah() {
  local image=$1 folder=$2
  shift 2
  buildah_here build --isolation chroot --layers --tls-verify=false --format oci "$@" -t "$image" "$folder"
}

push_with_buildah() { buildah_here push --tls-verify=false "$@"; }
