# shellcheck shell=bash
# Row: requests to the API server and peak memory of one rolling update, by paas, kubectl and helm
measure_row() {
  local image round tool last requests memory
  last=$(rounds 3 1)
  remove_namespaces
  image=$(instant_image)
  prepare_app instant "$image"
  install_everywhere instant "$image"
  start_api_gateway "$LOG/requests.jsonl"
  for ((round = 1; round <= last; round++)); do
    for tool in $(in_turn "$round" paas kubectl helm); do
      write_round_"$tool" instant "$round"
      requests=$WORK/requests-$tool-$round.jsonl memory=$WORK/memory-$tool-$round
      rm -f "$memory"
      : > "$LOG/requests.jsonl"
      run_timed "$LOG/cost-$tool-$round.log" counted_roll "$memory" "$tool" "$image" "$round"
      [ "$status" -eq 0 ] || give_up "$tool ended with $status: $(last_words "$LOG/cost-$tool-$round.log")"
      cp "$LOG/requests.jsonl" "$requests"
      figure api-requests "$tool" "$round" "$(jq -s length "$requests")" requests
      figure api-writes "$tool" "$round" "$(jq -s 'map(select(.method != "GET" and .method != "HEAD")) | length' "$requests")" requests
      # kubectl takes two processes, one after the other; the larger counts.
      figure peak-memory "$tool" "$round" "$(awk '$1 > most { most = $1 } END { printf "%.1f", most / 1024 }' "$memory")" MiB
      settle "$(namespace_of "$tool")" "$(name_of instant)" "$round"
    done
  done
  for tool in paas kubectl helm; do
    note "Requests of one rolling update by $tool: $(jq -sr 'group_by(.method)
      | map("\(length) \(.[0].method)") | join(", ")' "$WORK/requests-$tool-$last.jsonl")."
  done
  stop_everything
  remove_namespaces
}

# In a shell of its own, so that the variables end with it.
counted_roll() (
  export KUBECONFIG=$WORK/counted.kubeconfig
  # The program itself, not a function of this shell: only a process has a peak.
  PROBE="/usr/bin/time --quiet -a -o $1 -f %M"
  roll "$2" instant "$3" "$4"
)
