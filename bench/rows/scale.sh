# shellcheck shell=bash
# Row: 100 rollouts at once in one process, in a cluster with 10,000 pods (local-2), round after round
SCALE_APPS=100
SCALE_REPLICAS=10
SCALE_FILLERS=9      # Deployments of 1000 pods
SCALE_HEAP=512m
SCALE_TEAM=bench-many

measure_row() {
  local CONTEXT=local-2 image last
  last=$(rounds 20 2)
  kube get --raw /readyz > /dev/null || give_up "local-2 is not up; run sandbox/up all"
  image=$(instant_image)
  compile_many
  "$CHECKOUT/sandbox/nodes" 12 > "$LOG/scale-nodes.log" 2>&1 || give_up "the fake nodes could not be made: $(last_words "$LOG/scale-nodes.log")"
  remove_apps
  fill_cluster
  make_namespace "$SCALE_TEAM"
  many "$image" "$last" > "$WORK/many.jsonl" 2> "$LOG/scale.log" || give_up "the rollouts broke off: $(last_words "$LOG/scale.log")"
  figures_of_many
  count_many "$image"
  remove_many
  "$CHECKOUT/sandbox/nodes" 10 > "$LOG/scale-nodes.log" 2>&1 || true
}

compile_many() {
  mkdir -p "$WORK/classes"
  javac -cp "$CHECKOUT/target/paas.jar" -d "$WORK/classes" "$BENCH_DIR/ManyRollouts.java" 2> "$LOG/scale-javac.log" \
    || give_up "bench/ManyRollouts.java does not compile: $(last_words "$LOG/scale-javac.log")"
}

# many IMAGE ROUNDS: a line for the first deploys, then one for each round. A process of minutes gets both of Java's compilers.
many() {
  java -XX:+UseSerialGC "-Xmx$SCALE_HEAP" -cp "$CHECKOUT/target/paas.jar:$WORK/classes" \
    io.jenkins.plugins.paas.cli.ManyRollouts "$WORK/many" "$1" "$SCALE_APPS" "$SCALE_REPLICAS" "$2"
}

# fill_cluster: it takes minutes, so what a run left that broke off is used.
fill_cluster() {
  local n
  kube get namespace bench-filler > /dev/null 2>&1 || make_namespace bench-filler
  for ((n = 1; n <= SCALE_FILLERS; n++)); do
    kube get deployment "filler-$n" -n bench-filler > /dev/null 2>&1 \
      || kube create deployment "filler-$n" -n bench-filler --image=none --replicas=1000 > /dev/null
  done
  kube wait deployment --all -n bench-filler --for=condition=Available --timeout=900s > /dev/null \
    || give_up "the cluster could not be filled"
}

figures_of_many() {
  local round ms failed
  failed=$(jq -s 'map(.failed) | add' "$WORK/many.jsonl")
  while read -r round ms; do
    figure rollouts-took paas "$round" "$(seconds $((ms * 1000)))" s
  done < <(jq -r 'select(.round > 0) | "\(.round) \(.ms)"' "$WORK/many.jsonl")
  figure rollouts-failed paas 1 "$failed" rollouts
  figure verdict-median paas 1 "$(late_by 0.5)" s
  figure verdict-p99 paas 1 "$(late_by 0.99)" s
  figure peak-heap paas 1 "$(jq -s 'map(.peak) | max / 1048576 | floor' "$WORK/many.jsonl")" MiB
  # What is kept after a collection, at the first round and at the last: it must not grow from round to round.
  figure kept-heap first 1 "$(jq -s 'map(select(.round > 0))[0].kept / 1048576 * 10 | floor / 10' "$WORK/many.jsonl")" MiB
  figure kept-heap last 1 "$(jq -s 'last.kept / 1048576 * 10 | floor / 10' "$WORK/many.jsonl")" MiB
  note "$((SCALE_APPS * $(jq -s 'map(select(.round > 0)) | length' "$WORK/many.jsonl"))) rollouts of $SCALE_REPLICAS pods each, $failed failed, with -Xmx$SCALE_HEAP."
}

# late_by SHARE: how long after the Deployment's own status the verdict came, of all rollouts.
late_by() {
  jq -s --argjson share "$1" 'map(select(.round > 0).late[]) | sort | .[((length - 1) * $share | floor)] / 1000' "$WORK/many.jsonl"
}

# One more round through the counting proxy, which is too slow to be timed.
count_many() (
  start_api_gateway "$LOG/many-requests.jsonl"
  export KUBECONFIG=$WORK/counted.kubeconfig:$KUBECONFIG
  many "$1" 0 > "$WORK/many-counted.jsonl" 2> "$LOG/scale-counted.log" || give_up "the counted rollouts broke off: $(last_words "$LOG/scale-counted.log")"
  figure api-requests paas 1 "$(jq -s --argjson apps "$SCALE_APPS" 'length / $apps * 10 | floor / 10' "$LOG/many-requests.jsonl")" requests
  stop_everything
)

remove_apps() {
  kube delete namespace "$SCALE_TEAM" --ignore-not-found --timeout=900s > /dev/null
  kubectl --context local-1 delete namespace "$SCALE_TEAM" --ignore-not-found --timeout=120s > /dev/null
}

remove_many() {
  remove_apps
  kube delete namespace bench-filler --ignore-not-found --timeout=900s > /dev/null
}
