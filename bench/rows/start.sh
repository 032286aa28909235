# shellcheck shell=bash
# Row: start-up: paas version and paas status beside kubectl version --client and kubectl get deploy
measure_row() {
  local image round tool last
  last=$(rounds 15 3)
  remove_namespaces
  image=$(instant_image)
  prepare_app instant "$image"
  make_namespace "$(namespace_of paas)"
  run_timed "$LOG/start-install.log" roll paas instant "$image" 0
  [ "$status" -eq 0 ] || give_up "paas could not install the app: $(last_words "$LOG/start-install.log")"
  settle "$(namespace_of paas)" "$(name_of instant)" 0
  # Round 0 only warms the machine's caches.
  for ((round = 0; round <= last; round++)); do
    for tool in $(in_turn "$round" paas kubectl); do
      if [ "$round" = 0 ]; then
        ask version "$tool" > /dev/null 2>&1 || true
        ask status "$tool" > /dev/null 2>&1 || true
        # What it has loaded makes later ones start faster, as on any machine where paas was used before.
        [ "$tool" != paas ] || paas __archive status
      else
        measure version "$tool" "$round" ask version "$tool"
        measure status "$tool" "$round" ask status "$tool"
      fi
    done
  done
  remove_namespaces
}

ask() {
  case $1-$2 in
    version-paas) paas version ;;
    version-kubectl) kubectl version --client ;;
    status-paas) paas status -f "$WORK/instant/paas/paas.yaml" --cluster "$CLUSTER" ;;
    status-kubectl) kubectl --context "$CONTEXT" get deploy -n "$(namespace_of paas)" "$(name_of instant)" ;;
  esac
}
