# shellcheck shell=bash
# Row: requests lost while strategies with gates, rolling and abort go their ways; how quickly a canary's switch is seen
#
# 1000 requests a second on new connections and 100 on kept ones reach examples/java through a NodePort on loopback, from
# before the first command to after the last. Without a base line that loses nothing the figures would say nothing, so it comes first.
LOAD_NEW=1000
LOAD_KEPT=100
LOAD_SECONDS=60
LOAD_BASE_SECONDS=10

measure_row() {
  local image round last
  last=$(rounds 3 1)
  remove_namespaces
  image=$(java_image)
  prepare_app java "$image" '.service = {type: "NodePort", port: 80} | .shutdown = {drain: "3s", grace: "15s"}
    | .canary = {hold: "10s"} | .replicas = 4'
  way=first round=0
  write_way rolling first
  said 0 deploy --image "$image"
  for ((round = 0; round <= last; round++)); do
    start_load "$WORK/load-$round.tsv"
    [ "$round" -eq 0 ] || all_ways
    end_load
    if [ "$round" -eq 0 ]; then
      [ "$(lost)" -eq 0 ] || give_up "$(lost) requests are lost with nothing going on: $(first_loss)"
    else
      figures_of_load
      figures_of_switch
    fi
  done
  remove_namespaces
}

all_ways() {
  local way
  for way in manual canary rolling abort; do "${way}_way"; done
}

# write_way STRATEGY WORD: the App with this strategy and a variable of its own.
write_way() {
  jq --arg strategy "$1" --arg word "$2" '.strategy = $strategy | .env.BENCH_ROUND = $word
    | if $strategy == "canary" then . else del(.canary) end' "$WORK/java/app.json" > "$WORK/java/paas/paas.yaml"
}

# said EXIT COMMAND OPTION...: a command of paas, which must end so.
said() {
  local want=$1 command=$2 log
  shift 2
  log=$LOG/load-$way-$round-$command.log
  run_timed "$log" paas "$command" -f "$WORK/java/paas/paas.yaml" --cluster "$CLUSTER" "$@"
  [ "$status" -eq "$want" ] || give_up "paas $command ended with $status in $way, round $round: $(last_words "$log")"
}

manual_way() {
  write_way manual "manual-$round"
  said 3 deploy --image "$image"
  said 3 promote --next
  said 3 promote --next
  said 0 promote --all
}

# Switch, back, switch, finish. The second switch is watched.
canary_way() {
  write_way canary "canary-$round-back"
  said 3 deploy --image "$image"
  said 3 promote --no-wait
  said 0 rollback
  write_way canary "canary-$round"
  said 3 deploy --image "$image"
  record_switch
  said 0 promote --events "$WORK/switch.events"
  stop_recording
}

rolling_way() {
  write_way rolling "rolling-$round"
  said 0 deploy --image "$image"
}

abort_way() {
  write_way manual "abort-$round"
  said 3 deploy --image "$image"
  said 0 abort --why measured
}

# start_load FILE: from now on, until end_load.
start_load() {
  local port
  port=$(kube get service "$(name_of java)" -n "$(namespace_of paas)" -o 'jsonpath={.spec.ports[0].nodePort}')
  load_file=$1
  load_began=$SECONDS
  java "$BENCH_DIR/Load.java" "$port" "$LOAD_NEW" "$LOAD_KEPT" "$load_file" > "$WORK/load.started" 2> "$LOG/load.err" &
  load_pid=$!
  helpers+=("$load_pid")
  await 30 "the first request was answered" test -s "$WORK/load.started"
}

# The load lasts its time, whatever was done under it.
end_load() {
  local left=$((load_began + $([ "$round" -eq 0 ] && printf '%s' "$LOAD_BASE_SECONDS" || printf '%s' "$LOAD_SECONDS") - SECONDS))
  [ "$left" -le 0 ] || sleep "$left"
  load_took=$((SECONDS - load_began))
  kill "$load_pid"
  wait "$load_pid" || true
  [ -s "$load_file" ] || give_up "the load left no figures: $(last_words "$LOG/load.err")"
}

lost() { grep -c $'\tlost ' "$load_file" || true; }
first_loss() { grep -m 1 $'\tlost ' "$load_file" || true; }

figures_of_load() {
  figure requests paas "$round" "$(grep -c '^\(new\|kept\)' "$load_file")" requests
  figure requests-lost paas "$round" "$(lost)" requests
  note "Round $round: $(grep -c '^new' "$load_file") requests on new connections and $(grep -c '^kept' "$load_file") on kept ones in $load_took s, \
$(lost) lost$([ "$(lost)" -eq 0 ] || printf ', the first: %s' "$(first_loss)"); $(sed -n 's/^stale\t//p' "$load_file") kept connections were found closed and opened anew."
}

# record_switch: from now on, when the Service changes and what paas says; and which pods are the old and the new ones.
record_switch() {
  local namespace; namespace=$(namespace_of paas)
  kube get replicasets -n "$namespace" -o json | jq '[.items[] | select(.spec.replicas > 0)] | sort_by(.metadata.creationTimestamp)
    | map(.metadata.labels["pod-template-hash"]) | {old: .[0], new: .[-1]}' > "$WORK/sets.json"
  kube get service "$(name_of java)" -n "$namespace" --watch-only -o json 2> /dev/null > >(jq -c --unbuffered '
    {at: now, release: .spec.selector["paas-deploy/release"]}' > "$WORK/service.jsonl") &
  recorders=($!)
  record_paas "$WORK/switch.events" "$WORK/switch.jsonl"
  # The watches must stand before anything happens; that they do cannot be seen from here.
  sleep 2
}

# figures_of_switch: of the requests on new connections.
figures_of_switch() {
  local accepted patched old new
  accepted=$(jq -s '[.[] | select(.said | objects | .rollout.step? == "SWITCHING")][0].at' "$WORK/switch.jsonl")
  patched=$(jq -s '.[0].at' "$WORK/service.jsonl")
  old=$(jq -r .old "$WORK/sets.json") new=$(jq -r .new "$WORK/sets.json")
  [ "$accepted" != null ] && [ "$patched" != null ] || give_up "the switch was not seen"
  figure switch-last-old paas "$round" "$(awk -F '\t' -v set="-$old-" -v from="$accepted" '
    $1 == "new" && index($4, set) && $2 > last { last = $2 } END { printf "%.3f", (last > from ? last - from : 0) }' "$load_file")" s
  figure switch-first-new paas "$round" "$(awk -F '\t' -v set="-$new-" -v from="$patched" '
    $1 == "new" && index($4, set) && (first == 0 || $3 < first) { first = $3 } END { printf "%.3f", (first > from ? first - from : 0) }' "$load_file")" s
}
