# shellcheck shell=bash
# Base images from Debian packages: one small file each under sandbox/images/. An image is one layer, packed once into
# the cache under a hash of what decides it, and written to the registry through the registry's own API.

SUITE=bookworm

image_names() { (cd "$SANDBOX_DIR/images" && ls -- *.sh) | sed 's/\.sh$//'; }

# load_image NAME: reads images/NAME.sh.
#   IMAGE         repository:tag in the sandbox's registry
#   LANGUAGE      the language whose template starts from it; empty if none
#   INCLUDE       Debian packages; those they depend on come along, nothing is configured (no package script runs)
#   USER_ID       the user that runs in it: "app" (10001) or root (0)
#   ENVIRONMENT   the image's variables
#   ENTRYPOINT    optional
#   finish ROOT   what a package's own scripts would have done, and what to leave out
load_image() {
  IMAGE=''; LANGUAGE=''; INCLUDE=''; USER_ID=10001; ENTRYPOINT=()
  ENVIRONMENT=(PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8)
  # shellcheck source=/dev/null
  . "$SANDBOX_DIR/images/$1.sh"
}

# image_folder NAME: the cache folder of that image.
image_folder() {
  local key
  # A changed comment changes no image.
  key=$({ grep -hv "^ *#" "$SANDBOX_DIR/images/$1.sh" "$SANDBOX_DIR/lib/image-root.sh"; dpkg --print-architecture; } | sha256sum)
  printf '%s/images/%s-%s' "$CACHE" "$1" "${key:0:12}"
}

# images_present: the registry has every image, just as this checkout wants it.
images_present() {
  local name
  for name in $(image_names); do image_pushed "$name" || return 1; done
}

image_pushed() {
  local folder have; folder=$(image_folder "$1")
  [ -s "$folder/manifest.json" ] || return 1
  load_image "$1"
  have=$(curl -sf --max-time 5 --noproxy '*' -H 'Accept: application/vnd.oci.image.manifest.v1+json' \
    "http://$REGISTRY/v2/${IMAGE%:*}/manifests/${IMAGE##*:}" | sha256sum)
  [ "${have%% *}" = "$(sha256sum < "$folder/manifest.json" | cut -d ' ' -f 1)" ]
}

ensure_images() {
  local name
  for name in $(image_names); do
    ! image_pushed "$name" || continue
    load_image "$name"
    [ -s "$(image_folder "$name")/manifest.json" ] || step "packing $IMAGE from Debian packages (once)" pack_image "$name"
    step "pushing $IMAGE" push_image "$name"
    # The node would go on using the older image of that name.
    ! pid_of local-1 containerd > /dev/null || ctr --address "$RUN/local-1/containerd.sock" --namespace k8s.io images rm "$REGISTRY/$IMAGE" > /dev/null 2>&1 || true
  done
}

pack_image() {
  local folder log temp
  folder=$(image_folder "$1"); temp=$folder.packing; log=$CACHE/images/$1.log
  mkdir -p "$CACHE/images"
  rm -rf "$temp"
  mkdir -p "$temp"
  if ! bash -euo pipefail "$SANDBOX_DIR/lib/image-root.sh" "$SANDBOX_DIR" "$1" "$temp" > "$log" 2>&1 < /dev/null; then
    rm -rf "$temp"
    fail "the image $IMAGE could not be packed" "packages come from the Debian archive: check the network, then run it again" "$log"
  fi
  image_documents "$temp"
  rm -rf "$folder"
  mv "$temp" "$folder"
}

# image_documents FOLDER: config.json and manifest.json for its layer.tar.gz (OCI image specification 1.0).
image_documents() {
  local diff_id size digest architecture entrypoint='null'
  diff_id=$(gzip -dc "$1/layer.tar.gz" | sha256sum | cut -d ' ' -f 1)
  digest=$(sha256sum < "$1/layer.tar.gz" | cut -d ' ' -f 1)
  size=$(stat -c %s "$1/layer.tar.gz")
  architecture=$(dpkg --print-architecture)
  [ "${#ENTRYPOINT[@]}" -eq 0 ] || entrypoint=$(jq -cn '$ARGS.positional' --args "${ENTRYPOINT[@]}")
  jq -cjn --arg architecture "$architecture" --arg diff "sha256:$diff_id" --arg user "$USER_ID" --argjson entrypoint "$entrypoint" \
    '{created: "1970-01-01T00:00:00Z", architecture: $architecture, os: "linux",
      config: ({User: $user, Env: $ARGS.positional} + if $entrypoint then {Entrypoint: $entrypoint} else {} end),
      rootfs: {type: "layers", diff_ids: [$diff]},
      history: [{created: "1970-01-01T00:00:00Z", created_by: "sandbox"}]}' --args "${ENVIRONMENT[@]}" > "$1/config.json"
  jq -cjn --arg config "sha256:$(sha256sum < "$1/config.json" | cut -d ' ' -f 1)" --argjson configSize "$(stat -c %s "$1/config.json")" \
    --arg layer "sha256:$digest" --argjson layerSize "$size" \
    '{schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: {mediaType: "application/vnd.oci.image.config.v1+json", digest: $config, size: $configSize},
      layers: [{mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: $layer, size: $layerSize}]}' > "$1/manifest.json"
}

push_image() {
  local folder repository log=$STATE/log/push.log
  folder=$(image_folder "$1"); repository=${IMAGE%:*}
  mkdir -p "${log%/*}"
  {
    push_blob "$repository" "$folder/layer.tar.gz" \
      && push_blob "$repository" "$folder/config.json" \
      && curl -sSf --noproxy '*' -X PUT -H 'Content-Type: application/vnd.oci.image.manifest.v1+json' \
        --data-binary "@$folder/manifest.json" "http://$REGISTRY/v2/$repository/manifests/${IMAGE##*:}"
  } > "$log" 2>&1 || fail "$IMAGE could not be pushed to $REGISTRY" "is the registry well? sandbox/status" "$log"
}

# push_blob REPOSITORY FILE: one upload in one piece, unless the registry has it.
push_blob() {
  local digest location base=http://$REGISTRY/v2/$1/blobs
  digest=sha256:$(sha256sum < "$2" | cut -d ' ' -f 1)
  ! curl -sf --noproxy '*' -o /dev/null -I "$base/$digest" || return 0
  location=$(curl -sSf --noproxy '*' -X POST -D - -o /dev/null "$base/uploads/" | sed -n 's/^[Ll]ocation: *\([^[:space:]]*\).*/\1/p')
  [[ $location == http* ]] || location=http://$REGISTRY$location
  [[ $location == *\?* ]] && location+="&" || location+="?"
  curl -sSf --noproxy '*' -H 'Content-Type: application/octet-stream' -X PUT -T "$2" "${location}digest=$digest"
}
