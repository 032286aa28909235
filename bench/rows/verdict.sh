# shellcheck shell=bash
# Row: from the event that settles a failure to paas's verdict with its cause; and what helm says
#
# A release that works is updated to one that cannot. What settles it: the kubelet's event that says "not found"; the pod's
# status that first says CrashLoopBackOff of a container that was restarted; the kubelet killing the container after the
# startup probe's last allowed failure; the readiness probe's last allowed failure; the scheduler's FailedScheduling.
PROBE_FAILURES=5

measure_row() {
  local good hidden cause round last helm_patience
  last=$(rounds 3 1)
  helm_patience=$([ -n "$QUICK" ] && printf 10s || printf 30s)
  remove_namespaces
  good=$(instant_image)
  prepare_app instant "$good"
  install_everywhere instant "$good"

  measure_refusal "$last"
  start_proxy "${PAAS_REGISTRY##*:}" "$LOG/hidden.jsonl" --hide-manifests-from containerd
  hidden=127.0.0.1:$proxy_port
  platform_through "$hidden" "$WORK/platform-hidden.yaml"
  for cause in missing-tag crash-loop startup-probe readiness-probe unschedulable; do
    for ((round = 1; round <= last; round++)); do
      measure_verdict "$cause" "$round"
    done
    ask_helm "$cause"
  done
  remove_namespaces
}

# change_for CAUSE: how the App changes, as a jq program. Requests and probe periods stay small.
change_for() {
  case $1 in
    missing-tag) printf . ;;
    crash-loop) printf '.env.BENCH_MODE = "crash"' ;;
    startup-probe) printf '.env.BENCH_MODE = "deaf" | .health.startup = {http: "/", period: "1s", timeout: "1s", failures: %d}' "$PROBE_FAILURES" ;;
    readiness-probe)
      # It starts well, and is then asked for a page that it does not have.
      printf '.health.startup = {http: "/", period: "1s", timeout: "1s"} | .health.readiness += {http: "/nothing", failures: %d}' "$PROBE_FAILURES"
      ;;
    unschedulable) printf '.resources = {cpu: "900", memory: "64Mi"}' ;;
  esac
}

# measure_refusal ROUNDS: a tag that the registry does not have, seen before the cluster is touched.
measure_refusal() {
  local round log
  for ((round = 1; round <= $1; round++)); do
    log=$LOG/verdict-refused-$round.log
    write_round_paas instant "$round"
    run_timed "$log" roll paas instant "${good%:*}:no-such-tag" "$round"
    [ "$status" -ne 0 ] || give_up "paas deployed a tag that does not exist"
    figure refused paas "$round" "$took" s
  done
  note "A tag that the registry does not have is refused before the cluster is touched (exit code $status): $(last_words "$log")"
}

# faulty_image CAUSE: the good one; for a missing tag by way of the proxy, which hides it from the node alone, so that paas
# finds it in the registry and the kubelet does not.
faulty_image() {
  if [ "$1" = missing-tag ]; then printf '%s' "${good/"$PAAS_REGISTRY"/"$hidden"}"; else printf '%s' "$good"; fi
}

# measure_verdict CAUSE ROUND
measure_verdict() {
  local cause=$1 round=$2 name=verdict-$1-$2 settled said at code platform=$PAAS_PLATFORM
  prepare_app instant "$good" "$(change_for "$cause")"
  write_round_paas instant "$cause-$round"
  [ "$cause" != missing-tag ] || platform=$WORK/platform-hidden.yaml
  record_cluster "$(namespace_of paas)" "$LOG/$name.cluster.jsonl"
  record_paas "$WORK/events" "$LOG/$name.paas.jsonl"
  run_timed "$LOG/$name.log" deploy_to_fail "$platform" "$(faulty_image "$cause")"
  stop_recording
  [ "$status" -ne 0 ] || note "$cause, round $round: paas called a release good that has this fault."
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
  repair paas "$cause-$round"
}

deploy_to_fail() (
  export PAAS_PLATFORM=$1
  paas deploy -f "$WORK/instant/paas/paas.yaml" --cluster "$CLUSTER" --image "$2" --events "$WORK/events"
)

# ask_helm CAUSE: the same fault, once, with a short time-out.
ask_helm() {
  local log=$LOG/verdict-$1-helm.log
  prepare_app instant "$good" "$(change_for "$1")"
  sed -i "s|\"image\":\"[^\"]*\"|\"image\":\"$(faulty_image "$1")\"|" "$WORK/instant/helm/templates/objects.yaml"
  HELM_TIMEOUT=$helm_patience run_timed "$log" roll helm instant "$good" "$1"
  figure "$1" "helm --timeout $helm_patience" 1 "$took" s
  note "$1: helm upgrade --wait --timeout $helm_patience ended with exit code $status and said: $(grep -v "^level=" "$log" | tr "\n" " " | cut -c 1-300)"
  repair helm "$1-helm"
}

# repair TOOL NAME: back to a release that works, so that nothing fails beside the next measurement; by force where
# the tool cannot.
repair() {
  prepare_app instant "$good"
  write_round_"$1" instant "good-$2"
  run_timed "$LOG/verdict-repair-$2.log" roll "$1" instant "$good" "good-$2"
  if [ "$status" -eq 0 ]; then
    settle "$(namespace_of "$1")" "$(name_of instant)" "good-$2"
  else
    note "After $2 $1 could not deploy the good release again: $(last_words "$LOG/verdict-repair-$2.log")"
    remove_namespaces
    install_everywhere instant "$good"
  fi
}
