# shellcheck shell=bash
# Row: from the event that settles a failure to paas's verdict with its cause; and what helm says
#
# A release that works is updated to one that cannot. What settles it: the kubelet's event that says "not found"; the pod's
# status that first says CrashLoopBackOff of a container that was restarted; the kubelet killing the container after the
# startup probe's last allowed failure; the readiness probe's last allowed failure; the scheduler's FailedScheduling.
PROBE_FAILURES=5

measure_row() {
  local image hidden cause round last
  last=$(rounds 3 1)
  HELM_TIMEOUT=$([ -n "$QUICK" ] && printf 10s || printf 30s)
  remove_namespaces
  image=$(instant_image)
  prepare_app instant "$image"
  install_everywhere instant "$image"

  measure_refusal "$image" "$last"
  start_proxy "${PAAS_REGISTRY##*:}" "$LOG/hidden.jsonl" --hide-manifests-from containerd
  hidden=127.0.0.1:$proxy_port
  sed "s|$PAAS_REGISTRY/apps|$hidden/apps|" "$PAAS_PLATFORM" > "$WORK/platform-hidden.yaml"
  for cause in missing-tag crash-loop startup-probe readiness-probe unschedulable; do
    for ((round = 1; round <= last; round++)); do
      measure_verdict "$cause" "$image" "$round"
    done
    ask_helm "$cause" "$image"
  done
  remove_namespaces
}

# change_for CAUSE: how the App changes, as a jq program. Requests and probe periods stay small.
change_for() {
  case $1 in
    missing-tag) printf . ;;
    crash-loop) printf '.env.BENCH_MODE = "crash"' ;;
    startup-probe) printf '.env.BENCH_MODE = "deaf" | .health.startup = {http: "/", period: "1s", timeout: "1s", failures: %d}' "$PROBE_FAILURES" ;;
    readiness-probe) printf '.env.BENCH_MODE = "deaf" | .health.readiness.failures = %d' "$PROBE_FAILURES" ;;
    unschedulable) printf '.resources = {cpu: "900", memory: "64Mi"}' ;;
  esac
}

# measure_refusal IMAGE ROUNDS: a tag that the registry does not have, seen before the cluster is touched.
measure_refusal() {
  local round log
  for ((round = 1; round <= $2; round++)); do
    log=$LOG/verdict-refused-$round.log
    write_round_paas instant "$round"
    run_timed "$log" roll paas instant "${1%:*}:no-such-tag" "$round"
    [ "$status" -ne 0 ] || give_up "paas deployed a tag that does not exist"
    figure refused paas "$round" "$took" s
  done
  note "A tag that the registry does not have is refused before the cluster is touched (exit code $status): $(last_words "$log")"
}

# measure_verdict CAUSE IMAGE ROUND
measure_verdict() {
  local cause=$1 image=$2 round=$3 name=verdict-$1-$3 settled said at code platform=$PAAS_PLATFORM
  prepare_app instant "$image" "$(change_for "$cause")"
  write_round_paas instant "$cause-$round"
  if [ "$cause" = missing-tag ]; then
    image=${image/"$PAAS_REGISTRY"/"$hidden"} platform=$WORK/platform-hidden.yaml
  fi
  record_cluster "$(namespace_of paas)" "$LOG/$name.cluster.jsonl"
  record_paas "$WORK/events" "$LOG/$name.paas.jsonl"
  run_timed "$LOG/$name.log" deploy_to_fail "$platform" "$image"
  stop_recording
  [ "$status" -ne 0 ] || give_up "paas called a release good that has the fault $cause"
  settled=$(settled_at "$cause" "$LOG/$name.cluster.jsonl")
  said=$(verdict "$LOG/$name.paas.jsonl")
  if [ -z "$settled" ] || [ -z "$said" ]; then
    note "$cause, round $round: no figure, for $([ -z "$settled" ] && printf 'the cluster never told what settles it' || printf 'paas gave no diagnosis') (exit code $status)."
    say "   $cause, round $round: no figure; see target/bench/log/$name.*"
  else
    at=$(jq .at <<< "$said") code=$(jq -r .code <<< "$said")
    figure "$cause" paas "$round" "$(jq -n --argjson from "$settled" --argjson to "$at" '$to - $from | . * 1000 | round / 1000')" s
    [ "$round" -gt 1 ] || note "$cause: paas named $code and, the good release back, ended with exit code $status after $took s in all."
  fi
  # Back to a release that works, whatever paas left behind.
  prepare_app instant "$2"
  write_round_paas instant "good-$round"
  run_timed "$LOG/$name.repair.log" roll paas instant "$2" "good-$round"
  [ "$status" -eq 0 ] || give_up "after $cause no good release could be deployed: $(last_words "$LOG/$name.repair.log")"
  settle "$(namespace_of paas)" "$(name_of instant)" "good-$round"
}

deploy_to_fail() (
  export PAAS_PLATFORM=$1
  paas deploy -f "$WORK/instant/paas/paas.yaml" --cluster "$CLUSTER" --image "$2" --events "$WORK/events"
)

# ask_helm CAUSE IMAGE: the same fault, once, with a short time-out.
ask_helm() {
  local image=$2 log=$LOG/verdict-$1-helm.log
  [ "$1" != missing-tag ] || image=${image/"$PAAS_REGISTRY"/"$hidden"}
  prepare_app instant "$2" "$(change_for "$1")"
  sed -i "s|\"image\":\"[^\"]*\"|\"image\":\"$image\"|" "$WORK/instant/helm/templates/objects.yaml"
  run_timed "$log" roll helm instant "$image" "$1"
  figure "$1" "helm --timeout $HELM_TIMEOUT" 1 "$took" s
  note "$1: helm upgrade --wait --timeout $HELM_TIMEOUT ended with exit code $status and said: $(last_words "$log")"
  # A release that works again, so that nothing crashes beside the next measurement.
  prepare_app instant "$2"
  HELM_TIMEOUT=120s run_timed "$log.repair" roll helm instant "$2" "good-$1"
  [ "$status" -eq 0 ] || give_up "helm did not recover from $1: $(last_words "$log.repair")"
}
