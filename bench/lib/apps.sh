# shellcheck shell=bash
# The same app for three tools: a paas.yaml (as JSON, which is YAML), a manifest for kubectl, a chart for helm. Manifest
# and chart are what "paas render" gives, in another namespace and without the label that counts our releases, so all
# three bring the same pods.

# prepare_app APP IMAGE [JQ]: writes $WORK/APP/{paas,kubectl,helm}; JQ changes the App first.
prepare_app() {
  local app=$1 image=$2 change=${3:-.} folder=$WORK/$1 objects
  mkdir -p "$folder"/paas "$folder"/kubectl "$folder"/helm/templates
  cp "$BENCH_DIR/apps/$app"/* "$folder/paas/"
  jq "$change" "$BENCH_DIR/apps/$app/paas.json" > "$folder/app.json"
  write_round_paas "$app" 0
  paas render -f "$folder/paas/paas.yaml" --cluster "$CLUSTER" --image "$image" > "$folder/rendered.yaml" 2> "$folder/render.log" \
    || give_up "paas render failed: $(last_words "$folder/render.log")"
  # kubectl reads YAML and writes JSON, which jq can change.
  objects=$(kubectl create --context "$CONTEXT" --dry-run=client -o json -f "$folder/rendered.yaml" \
    | jq -sc --arg image "$image" '[.[] | if .kind == "List" then .items[] else . end
        | select(.kind != "Namespace")
        | del(.metadata.labels["app.kubernetes.io/managed-by"], .spec.template.metadata.labels["paas-deploy/release"]?)
        | if .spec.template.spec.containers then .spec.template.spec.containers[0].image = $image else . end]')
  jq -r '.[] | "---", tojson' <<< "$objects" | to_team kubectl > "$folder/kubectl/round-0.yaml"
  jq -r '.[] | "---", tojson' <<< "$objects" | to_team helm | sed 's/round-0/{{ .Values.round }}/g' > "$folder/helm/templates/objects.yaml"
  printf 'apiVersion: v2\nname: %s\nversion: 1.0.0\n' "$app" > "$folder/helm/Chart.yaml"
}

to_team() { sed "s/$(namespace_of paas)/$(namespace_of "$1")/g"; }

# Only a variable changes from round to round, for each tool in its own file; none of this is timed.
write_round_paas() { sed "s/round-0/round-$2/" "$WORK/$1/app.json" > "$WORK/$1/paas/paas.yaml"; }
write_round_kubectl() { [ "$2" = 0 ] || sed "s/round-0/round-$2/" "$WORK/$1/kubectl/round-0.yaml" > "$WORK/$1/kubectl/round-$2.yaml"; }
write_round_helm() { :; }

# name_of APP: the app's name in the cluster.
name_of() { jq -r .app "$WORK/$1/app.json"; }

# instant_image: builds and pushes the app that is ready at once; prints its reference.
instant_image() {
  local image=$PAAS_REGISTRY/apps/bench-instant:bench
  {
    build_with_buildah "$image" "$BENCH_DIR/apps/instant" --build-arg "BASE=$PAAS_REGISTRY/base/static:1" \
      && push_with_buildah "$image"
  } > "$LOG/instant-image.log" 2>&1 || give_up "the image of bench/apps/instant could not be built: $(last_words "$LOG/instant-image.log")"
  printf '%s' "$image"
}

# java_image: the image of examples/java, built by paas from a copy with a commit of its own; prints its reference.
java_image() {
  local folder=$WORK/java-source
  [ -d "$folder" ] || copy_java_example "$folder"
  paas build -f "$folder" --cluster "$CLUSTER" --output json > "$folder.json" 2> "$LOG/java-image.log" \
    || give_up "the image of examples/java could not be built: $(last_words "$LOG/java-image.log")"
  jq -er '.. | strings | select(test("^[^ @]+/[^ @]+:[0-9]+-[0-9]+-[0-9a-f]+"))' "$folder.json" | head -n 1 | sed 's/@.*//'
}

# copy_java_example FOLDER: examples/java as a repository of its own, packaged; paas need not package it again.
copy_java_example() {
  local log=$LOG/java-example.log
  [ -d "$CHECKOUT/examples/java" ] || give_up "examples/java is missing"
  mkdir -p "$1"
  (cd "$CHECKOUT/examples/java" && tar --exclude=./target -cf - .) | tar -xf - -C "$1"
  sed -i -e '/^ *command:/d' -e 's/^team:.*/team: bench-paas/' "$1/paas.yaml"
  printf 'target/\n' >> "$1/.gitignore"
  {
    git -C "$1" init -q && git -C "$1" add -A && commit_all "$1" "as it is" && package_java "$1"
  } > "$log" 2>&1 || give_up "examples/java could not be packaged: $(last_words "$log")"
}

commit_all() { git -C "$1" -c user.name=bench -c user.email=bench@localhost -c commit.gpgsign=false commit -qam "$2"; }

package_java() { (cd "$1" && mvn -B -q -o package -Dmaven.test.skip=true || mvn -B -q package -Dmaven.test.skip=true); }
