# shellcheck shell=bash
# Row: rolling update of 3 replicas of examples/java, by paas, kubectl and helm
measure_row() {
  local image
  remove_namespaces
  image=$(java_image)
  prepare_app java "$image"
  compare_rollouts rolling-java java "$image" "$(rounds 7 1)"
  remove_namespaces
}
