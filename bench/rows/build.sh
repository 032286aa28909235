# shellcheck shell=bash
# Row: build and push of examples/java, anew and after a one-line change, by paas, buildah build + push, and Jib's Maven plugin
#
# Each round changes one line and packages the jar (not timed); then each tool makes the image from that jar and pushes
# it. buildah does it twice: with a plain Dockerfile that copies the jar, and with the jar taken apart beforehand (not timed)
# so that its layers are as small as ours. Jib's plugin takes the classes that the packaging left. All caches are warm: the round before
# left every other layer. For the build anew each tool has an empty cache and a repository that nobody has pushed to.

COLD=$WORK/cold
JIB=com.google.cloud.tools:jib-maven-plugin:3.5.1

measure_row() {
  local folder=$WORK/build round tool last
  last=$(rounds 7 1)
  remove_namespaces
  copy_java_example "$folder"
  prepare_buildah "$folder"
  prepare_jib "$folder"
  # Written between builds; it must not make the tree differ from its commit.
  printf 'anew.yaml\n' >> "$folder/.git/info/exclude"
  for ((round = 0; round <= last; round++)); do
    change_one_line "$folder" "$round"
    for tool in $(in_turn "$round" paas buildah buildah-split jib); do
      if [ "$round" = 0 ]; then
        run_timed "$LOG/build-$tool-0.log" rebuild "$tool" "$folder" 0
        [ "$status" -eq 0 ] || give_up "$tool could not build: $(last_words "$LOG/build-$tool-0.log")"
      else
        measure rebuild "$tool" "$round" rebuild "$tool" "$folder" "$round"
      fi
    done
  done
  last=$(rounds 3 1)
  for ((round = 1; round <= last; round++)); do
    for tool in $(in_turn "$round" paas buildah jib); do
      rm -rf "$COLD"
      measure build-anew "$tool" "$round" build_anew "$tool" "$folder" "$round"
    done
  done
  last=$(rounds 7 1)
  for tool in paas buildah buildah-split; do
    count_upload "$tool" "$folder" "$last"
    last=$((last + 1))
  done
  # Its storage has no layers that share blocks: one image is as large as all it is made of.
  rm -rf "$WORK/buildah" "$COLD"
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
    jib) jib_image "$2" "bench/jib:$3" "$WORK/jib-cache" ;;
  esac
}

# build_anew TOOL FOLDER ROUND: paas goes by the App's name, the others by the image's.
build_anew() {
  local name=anew-$1-$RUN-$3
  case $1 in
    paas)
      sed "s/^app:.*/app: $name/" "$2/paas.yaml" > "$2/anew.yaml"
      XDG_CACHE_HOME=$COLD paas build -f "$2/anew.yaml" --cluster "$CLUSTER" --force
      ;;
    buildah)
      (
        buildah_here() { buildah --root "$COLD/root" --runroot "$COLD/run" --storage-driver vfs "$@"; }
        buildah_image "$PAAS_REGISTRY/bench/$name:1" "$WORK/fat"
      )
      ;;
    jib) jib_image "$2" "bench/$name:1" "$COLD" ;;
  esac
}

# jib_image FOLDER IMAGE CACHE: the project needs no change for it; offline, the plugin pushes nothing.
jib_image() {
  local folder=$1 image=$2 cache=$3
  mvn -B -q -f "$folder/pom.xml" "$JIB:build" -Djib.from.image="$PAAS_REGISTRY/base/java:17" -Djib.to.image="$PAAS_REGISTRY/$image" \
    -Djib.allowInsecureRegistries=true -DsendCredentialsOverHttp=true \
    -Djib.baseImageCache="$cache/base" -Djib.applicationCache="$cache/own"
}

# Maven fetches the plugin once.
prepare_jib() {
  jib_image "$1" bench/jib:first "$WORK/jib-cache" > "$LOG/build-jib-first.log" 2>&1 \
    || give_up "Jib's plugin could not build: $(last_words "$LOG/build-jib-first.log")"
}

buildah_image() { build_with_buildah "$@" && push_with_buildah "$1"; }
