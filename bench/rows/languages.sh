# shellcheck shell=bash
# Row: size of each language's image, and what a one-line change uploads, beside the Dockerfile that one would write first
#
# That Dockerfile is "FROM base, COPY . ." over the built project, on our base, built by buildah; the history of the project does not
# go into it. Sizes are those of the layers as the registry keeps them.

declare -A CHANGED=(
  [java]=src/main/java/com/example/hello/Hello.java
  [node]=server.js
  [go]=main.go
  [php]=public/index.php
  [cpp]=src/main.cpp
)
declare -A STARTED_BY=(
  [java]='["java", "-jar", "target/hello.jar"]'
  [node]='["node", "server.js"]'
  [go]='["/app/bin/app"]'
  [php]='["php-fpm", "-F"]'
  [cpp]='["/app/build/app"]'
)

measure_row() {
  local language
  remove_namespaces
  for language in java node go php cpp; do
    measure_language "$language" "$WORK/language-$language"
  done
  rm -rf "$WORK/buildah"
  remove_namespaces
}

# measure_language LANGUAGE FOLDER
measure_language() {
  local language=$1 folder=$2 log=$LOG/languages-$1.log image
  copy_example "$language" "$folder"
  change_one_line "$folder" 0
  paas build -f "$folder" --cluster "$CLUSTER" --output json > "$folder.json" 2> "$log" \
    || give_up "examples/$language could not be built: $(last_words "$log")"
  image=$(jq -er '.. | strings | select(test("^[^ @]+/[^ @]+:[0-9]+-[0-9]+-[0-9a-f]+"))' "$folder.json" | head -n 1 | sed 's/@.*//')
  obvious_image "$language" "$folder" > "$log" 2>&1 || give_up "buildah could not build examples/$language: $(last_words "$log")"
  sizes "$language" paas "$image"
  sizes "$language" buildah "$PAAS_REGISTRY/bench/obvious-$language:$RUN"
  count_upload paas "$folder" 1 "-$language"
}

# copy_example LANGUAGE FOLDER: a repository of its own. Java is packaged without its tests, by us; the others by their own commands.
copy_example() {
  if [ "$1" = java ]; then
    copy_java_example "$2"
    return
  fi
  mkdir -p "$2"
  (cd "$CHECKOUT/examples/$1" && tar --exclude=./node_modules --exclude=./bin --exclude=./build -cf - .) | tar -xf - -C "$2"
  sed -i 's/^team:.*/team: bench-paas/' "$2/paas.yaml"
  git -C "$2" init -q && git -C "$2" add -A && commit_all "$2" "as it is"
}

# change_one_line FOLDER ROUND: a line in the code, though not of what it does.
change_one_line() {
  local language=${1##*-} line="round $2 of $RUN"
  case $language in
    java) sed -i "s|String VERSION = .*|String VERSION = \"$line\";|" "$1/${CHANGED[$language]}" ;;
    *) sed -i -E "s/((version|VERSION|kVersion) = )['\"][^'\"]*(['\"])/\1\3$line\3/" "$1/${CHANGED[$language]}" ;;
  esac
  git -C "$1" diff --quiet && give_up "examples/$language has no line with a version to change"
  [ "$language" != java ] || package_java "$1" > "$LOG/languages-package.log" 2>&1 \
    || give_up "examples/java could not be packaged: $(last_words "$LOG/languages-package.log")"
  commit_all "$1" "round $2"
}

# rebuild TOOL FOLDER ROUND
rebuild() { paas build -f "$2" --cluster "$CLUSTER"; }

obvious_image() {
  local file=$WORK/obvious-$1.Dockerfile
  printf 'FROM %s\nWORKDIR /app\nCOPY . .\nCMD %s\n' "$(base_of "$1")" "${STARTED_BY[$1]}" > "$file"
  printf '.git\n' > "$WORK/obvious.ignore"
  build_with_buildah "$PAAS_REGISTRY/bench/obvious-$1:$RUN" "$2" -f "$file" --ignorefile "$WORK/obvious.ignore" \
    && push_with_buildah "$PAAS_REGISTRY/bench/obvious-$1:$RUN"
}

# base_of LANGUAGE: as the platform has it.
base_of() { sed -n "s/^  $1: *\(.*base.*\)/\1/p" "$PAAS_PLATFORM" | head -n 1; }

# sizes LANGUAGE TOOL IMAGE
sizes() {
  local of base
  of=$(layers_of "${3#"$PAAS_REGISTRY"}")
  base=$(layers_of "$(sed "s|^$PAAS_REGISTRY||" <<< "$(base_of "$1")")")
  figure "size-$1" "$2" 1 "$(jq 'map(.size) | add' <<< "$of")" B
  # By place, not by digest: buildah packs the layers of a base anew.
  figure "own-size-$1" "$2" 1 "$(jq --argjson base "$base" '.[($base | length):] | map(.size) | add' <<< "$of")" B
}

# layers_of /REPOSITORY:TAG
layers_of() { manifest "/v2${1%:*}/manifests/${1##*:}" | jq .layers; }
