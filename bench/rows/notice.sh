# shellcheck shell=bash
# Row: from the readiness of the last pod that is needed to the end of the tool that waits for it
#
# The moment of readiness is that at which the pod's status reaches a watch beside the tools. paas records its verdict before it
# tells it; kubectl records nothing, helm a Secret.
measure_row() {
  local image round tool last
  last=$(rounds 50 2)
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
      [ "$tool" != paas ] || figure told paas "$round" "$(after_readiness "$round" "$(told_at)")" s
      settle "$(namespace_of "$tool")" "$(name_of instant)" "$round"
    done
  done
  figure told-median paas 1 "$(of_all_told 0.5)" s
  figure told-p99 paas 1 "$(of_all_told 0.99)" s
  remove_namespaces
}

# of_all_told SHARE: the time that so many rounds did not take longer than.
of_all_told() {
  jq -s --argjson share "$1" 'map(select(.measure == "told") | .value) | sort | .[(length * $share | ceil) - 1]' "$RAW/notice.jsonl"
}

# told_at: when paas told its verdict.
told_at() {
  jq -s 'def seconds: (.[0:19] + "Z" | fromdateiso8601) + ("0" + (capture("(?<part>[.][0-9]+)Z").part // ".0") | tonumber);
    map(select(.event == "stepped" and .rollout.step == "SUCCEEDED")) | .[0].at | seconds' "$WORK/notice.events"
}

# record_readiness NAMESPACE FILE: from now on, each pod's variable and whether it is ready.
record_readiness() {
  : > "$2"
  kube get pods -n "$1" --watch-only -o json 2> /dev/null > >(jq -c --unbuffered '
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
