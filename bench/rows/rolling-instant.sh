# shellcheck shell=bash
# Row: rolling update of 3 replicas of an app that is ready at once, by paas, kubectl and helm
measure_row() {
  local image
  remove_namespaces
  image=$(instant_image)
  prepare_app instant "$image"
  compare_rollouts rolling-instant instant "$image" "$(rounds 9 1)"
  remove_namespaces
}
