# shellcheck shell=bash
# What one more change uploads. A row that counts it has change_one_line FOLDER ROUND and rebuild TOOL FOLDER ROUND.

# count_upload TOOL FOLDER ROUND [OF]: through the counting proxy. The build before the change goes through it as well, for what a
# registry has is remembered by its address. OF ends the names of the measures.
count_upload() {
  local tool=$1 of=${4:-} log=$LOG/uploads-$1${4:-}.jsonl upload=$WORK/upload-$1${4:-}.json
  start_proxy "${PAAS_REGISTRY##*:}" "$log"
  platform_through "127.0.0.1:$proxy_port" "$WORK/platform-counted.yaml"
  counted_rebuild "$tool" "$2" "$3"
  change_one_line "$2" $(($3 + 1))
  : > "$log"
  counted_rebuild "$tool" "$2" $(($3 + 1))
  # Bodies of blobs are layers and the image's configuration; then the manifest; the rest are the heads of requests.
  jq -s '{all: (map(.head + .body) | add), heads: (map(.head) | add),
          manifest: (map(select(.path | test("/manifests/")) | .body) | add // 0),
          blobs: (map(select(.path | test("/blobs/")) | .body) | add // 0),
          name: (map(select(.method == "PUT" and (.path | test("/manifests/"))) | .path) | last)}' "$log" > "$upload"
  local path config layer
  path=$(jq -r '.name // empty' "$upload")
  [ -n "$path" ] || give_up "$tool pushed no manifest through the proxy"
  manifest "$path" > "$WORK/manifest-$tool.json"
  config=$(jq '.config.size' "$WORK/manifest-$tool.json")
  # The changed layer is the one that the image before did not have.
  layer=$(changed_layers "$tool" "$path")
  figure "upload-all$of" "$tool" 1 "$(jq .all "$upload")" bytes
  figure "upload-layers$of" "$tool" 1 "$(jq --argjson config "$config" '.blobs - $config' "$upload")" bytes
  figure "changed-layer$of" "$tool" 1 "$layer" bytes
  stop_everything
}

counted_rebuild() {
  local log=$LOG/$ROW-$1-counted-$3.log
  run_timed "$log" through_the_proxy "$@"
  [ "$status" -eq 0 ] || give_up "$1 could not build through the proxy: $(last_words "$log")"
}

through_the_proxy() (
  export PAAS_PLATFORM=$WORK/platform-counted.yaml UPLOADS_TO=127.0.0.1:$proxy_port
  rebuild "$@"
)

manifest() {
  curl -sSf --noproxy '*' -H 'Accept: application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json' \
    "http://$PAAS_REGISTRY$1"
}

# changed_layers TOOL PATH: the bytes of the layers that no other tag of the repository has.
changed_layers() {
  local path=$2 repository tag before=$WORK/layers-before-$1
  repository=${path%/manifests/*}
  : > "$before"
  for tag in $(curl -sSf --noproxy '*' "http://$PAAS_REGISTRY$repository/tags/list" | jq -r '.tags[]'); do
    manifest "$repository/manifests/$tag" > "$WORK/one-manifest"
    cmp -s "$WORK/one-manifest" "$WORK/manifest-$1.json" || jq -r '.layers[].digest' "$WORK/one-manifest" >> "$before"
  done
  jq --rawfile before "$before" '($before | split("\n")) as $old
    | [.layers[] | select(.digest as $digest | $old | index([$digest]) | not) | .size] | add // 0' "$WORK/manifest-$1.json"
}
