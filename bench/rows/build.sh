# shellcheck shell=bash
# Row: rebuild and push of examples/java after a one-line change, by paas and by buildah build + push
#
# Each round changes one line and packages the jar (not timed); then each tool makes the image from that jar and pushes
# it. buildah does it twice: with a plain Dockerfile that copies the jar, and with the jar taken apart beforehand (not timed)
# so that its layers are as small as ours. Its cache is warm: the round before left every other layer.
measure_row() {
  local folder=$WORK/build round tool last
  last=$(rounds 7 1)
  remove_namespaces
  copy_java_example "$folder"
  prepare_buildah "$folder"
  for ((round = 0; round <= last; round++)); do
    change_one_line "$folder" "$round"
    for tool in $(in_turn "$round" paas buildah buildah-split); do
      if [ "$round" = 0 ]; then
        run_timed "$LOG/build-$tool-0.log" rebuild "$tool" "$folder" 0
        [ "$status" -eq 0 ] || give_up "$tool could not build: $(last_words "$LOG/build-$tool-0.log")"
      else
        measure rebuild "$tool" "$round" rebuild "$tool" "$folder" "$round"
      fi
    done
  done
  for tool in paas buildah buildah-split; do
    count_upload "$tool" "$folder" "$last"
    last=$((last + 1))
  done
  # Its storage has no layers that share blocks: one image is as large as all it is made of.
  rm -rf "$WORK/buildah"
  remove_namespaces
}

# change_one_line FOLDER ROUND: the version that the example prints; then package and commit.
change_one_line() {
  local source
  source=$(grep -rl --include='*.java' 'String VERSION = ' "$1/src/main" | head -n 1)
  [ -n "$source" ] || give_up "examples/java has no line with a version to change"
  sed -i "s|String VERSION = .*|String VERSION = \"round $2 of $RUN\";|" "$source"
  { package_java "$1" && commit_all "$1" "round $2"; } > "$LOG/build-change-$2.log" 2>&1 \
    || give_up "examples/java could not be packaged: $(last_words "$LOG/build-change-$2.log")"
  take_apart "$1"
}

# The artifact that paas.yaml names.
jar_of() { printf '%s/%s' "$1" "$(sed -n 's/^ *artifact: *\([^ ]*\).*/\1/p' "$1/paas.yaml")"; }

# take_apart FOLDER: the jar for the plain Dockerfile; for the other what it has from libraries, and the app's own classes, in two folders; files keep their times.
take_apart() {
  rm -rf "$WORK/split/libraries" "$WORK/split/own"
  mkdir -p "$WORK/split/libraries"
  (cd "$WORK/split/libraries" && jar xf "$(jar_of "$1")")
  cp -Rp "$1/target/classes" "$WORK/split/own"
  (cd "$WORK/split/own" && find . -type f) | (cd "$WORK/split/libraries" && xargs rm -f)
  find "$WORK/split/libraries" -type d -empty -delete
  cp -p "$(jar_of "$1")" "$WORK/fat/app.jar"
}

prepare_buildah() {
  local base=$PAAS_REGISTRY/base/java:17
  mkdir -p "$WORK/fat" "$WORK/split"
  printf 'FROM %s\nCOPY app.jar /app/app.jar\nENTRYPOINT ["java", "-jar", "/app/app.jar"]\n' "$base" > "$WORK/fat/Dockerfile"
  printf 'FROM %s\nCOPY libraries /app/libraries\nCOPY own /app/own\nENTRYPOINT ["java", "-cp", "/app/own:/app/libraries", "%s"]\n' \
    "$base" com.example.hello.Hello > "$WORK/split/Dockerfile"
}

# rebuild TOOL FOLDER ROUND
rebuild() {
  case $1 in
    paas) paas build -f "$2" --cluster "$CLUSTER" ;;
    buildah) buildah_image "${UPLOADS_TO:-$PAAS_REGISTRY}/bench/fat:$3" "$WORK/fat" ;;
    buildah-split) buildah_image "${UPLOADS_TO:-$PAAS_REGISTRY}/bench/split:$3" "$WORK/split" ;;
  esac
}

buildah_image() { build_with_buildah "$@" && push_with_buildah "$1"; }

# count_upload TOOL FOLDER ROUND: what one more change uploads, through the counting proxy. The build before the change goes through it
# as well, for what a registry has is remembered by its address.
count_upload() {
  local tool=$1 log=$LOG/uploads-$1.jsonl upload=$WORK/upload-$1.json
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
  figure upload-all "$tool" 1 "$(jq .all "$upload")" bytes
  figure upload-layers "$tool" 1 "$(jq --argjson config "$config" '.blobs - $config' "$upload")" bytes
  figure changed-layer "$tool" 1 "$layer" bytes
  stop_everything
}

counted_rebuild() {
  local log=$LOG/build-$1-counted-$3.log
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
