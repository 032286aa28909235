# shellcheck shell=bash
# The cluster between two measurements.

kube() { kubectl --context "$CONTEXT" "$@"; }

make_namespace() { kube create namespace "$1" > /dev/null; }

# remove_namespaces: all of ours, at once, and waits until they are gone.
remove_namespaces() {
  kube delete namespace "$(namespace_of paas)" "$(namespace_of kubectl)" "$(namespace_of helm)" \
    --ignore-not-found --timeout=120s > /dev/null
}

# settle NAMESPACE APP ROUND: waits until the old pods are gone and every pod has this round's variable: nothing of this
# round disturbs the next, and nobody is measured who did not do the work.
settle() { await 90 "only pods of round $3 were left in $1" settled "$@"; }

settled() {
  kube get pods -n "$1" -l "app.kubernetes.io/name=$2" -o json | jq -e --arg round "round-$3" '
    (.items | length) == 3 and all(.items[];
      .metadata.deletionTimestamp == null
      and any(.status.conditions[]?; .type == "Ready" and .status == "True")
      and any(.spec.containers[0].env[]?; .name == "BENCH_ROUND" and .value == $round))'
}
