# shellcheck shell=bash
# The platform file that stands for a platform team's: where things go in the sandbox.

write_platform() {
  local file=$STATE/platform.yaml temp=$STATE/platform.yaml.$$
  {
    cat << Y
# Written by sandbox/up for this machine's sandbox; a change here is lost.
registries:
  main: {url: $APPS, insecure: true}
baseImages:
Y
    image_names | while read -r name; do (
      load_image "$name"
      [ -z "$LANGUAGE" ] || printf '  %s: %s/%s\n' "$LANGUAGE" "$REGISTRY" "$IMAGE"
    ); done
    cat << 'Y'
clusters:
  local-1: {id: 1, environment: test, context: local-1, namespace: "{{team}}", registry: main, createNamespace: true}
  local-2: {id: 2, environment: test, context: local-2, namespace: "{{team}}", registry: main, createNamespace: true, nodesMayJoin: 2m}
audit: cluster
Y
  } > "$temp"
  chmod 644 "$temp"
  if cmp -s "$temp" "$file"; then rm "$temp"; else mv "$temp" "$file"; fi
}
