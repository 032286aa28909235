# shellcheck shell=bash
# Row: from the readiness of the last pod that is needed to the gate or verdict, and to the end of the tool that waits for it
#
# The moment of readiness is that at which the pod's status reaches a watch beside the tools. paas records its gate or verdict before
# it tells it; kubectl records nothing, helm a Secret. In each round paas brings in one release by "rolling" and one by "manual".
measure_row() {
  local image round tool last measure
  last=$(rounds 25 2)
  remove_namespaces
  image=$(instant_image)
  prepare_app instant "$image"
  install_everywhere instant "$image"
  for ((round = 1; round <= last; round++)); do
    for tool in $(in_turn "$round" paas kubectl helm); do
      write_round_"$tool" instant "$round"
      record_readiness "$(namespace_of "$tool")" "$WORK/ready.jsonl"
      rm -f "$WORK/notice.events"
      EVENTS=$WORK/notice.events run_timed "$LOG/notice-$tool-$round.log" roll "$tool" instant "$image" "$round"
      [ "$status" -eq 0 ] || give_up "$tool ended with $status: $(last_words "$LOG/notice-$tool-$round.log")"
      stop_recording
      figure ended "$tool" "$round" "$(after_readiness "$round" "$(seconds "$ended")")" s
      [ "$tool" != paas ] || figure told paas "$round" "$(after_readiness "$round" "$(told_at SUCCEEDED)")" s
      settle "$(namespace_of "$tool")" "$(name_of instant)" "$round"
      [ "$tool" != paas ] || come_to_a_gate "$image" "$round"
    done
  done
  for measure in told gate 'told|gate'; do
    figure "${measure/|/-or-}-median" paas 1 "$(of_all "$measure" 0.5)" s
    figure "${measure/|/-or-}-p99" paas 1 "$(of_all "$measure" 0.99)" s
  done
  remove_namespaces
}

# come_to_a_gate IMAGE ROUND: the first pod of a release that a person is to confirm; then all.
come_to_a_gate() {
  local log=$LOG/notice-gate-$2.log
  jq --arg round "round-gate-$2" '.strategy = "manual" | .env.BENCH_ROUND = $round' "$WORK/instant/app.json" > "$WORK/instant/paas/paas.yaml"
  record_readiness "$(namespace_of paas)" "$WORK/ready.jsonl"
  rm -f "$WORK/notice.events"
  EVENTS=$WORK/notice.events run_timed "$log" roll paas instant "$1" "$2"
  [ "$status" -eq 3 ] || give_up "paas came to no gate and ended with $status: $(last_words "$log")"
  stop_recording
  figure gate paas "$2" "$(after_readiness "gate-$2" "$(told_at AT_GATE)")" s
  run_timed "$log" paas promote --all -f "$WORK/instant/paas/paas.yaml" --cluster "$CLUSTER"
  [ "$status" -eq 0 ] || give_up "paas promote ended with $status: $(last_words "$log")"
  settle "$(namespace_of paas)" "$(name_of instant)" "gate-$2"
}

# of_all MEASURE[|MEASURE] SHARE: the time that so many rounds did not take longer than.
of_all() {
  jq -s --arg measure "$1" --argjson share "$2" 'map(select(.measure | test("^(" + $measure + ")$")) | .value) | sort | .[(length * $share | ceil) - 1]' \
    "$FIGURES"
}

# told_at STEP: when paas told that it had come there.
told_at() {
  jq -s --arg step "$1" 'def seconds: (.[0:19] + "Z" | fromdateiso8601) + ("0" + (capture("(?<part>[.][0-9]+)Z").part // ".0") | tonumber);
    map(select(.event == "stepped" and .rollout.step == $step)) | .[0].at | seconds' "$WORK/notice.events"
}

# record_readiness NAMESPACE FILE: from now on, each pod's variable and whether it is ready.
record_readiness() {
  : > "$2"
  # kubectl itself and no function around it: stopping that would leave kubectl behind, and each round had one watch more.
  kubectl --context "$CONTEXT" get pods -n "$1" --watch-only -o json 2> /dev/null > >(jq -c --unbuffered '
    {at: now, name: .metadata.name, ready: any(.status.conditions[]?; .type == "Ready" and .status == "True"),
     round: [.spec.containers[0].env[]? | select(.name == "BENCH_ROUND") | .value][0]}' >> "$2") &
  recorders=($!)
  # The watch must stand before anything happens; that it does cannot be seen from here.
  sleep 2
}

# after_readiness ROUND MOMENT: how long it is after the last pod was first ready.
after_readiness() {
  jq -s --arg round "round-$1" --argjson moment "$2" '
    map(select(.ready and .round == $round)) | group_by(.name) | map(map(.at) | min) | max as $ready
    | ($moment - $ready) * 1000 | round / 1000' "$WORK/ready.jsonl"
}
