# shellcheck shell=bash
# What the sandbox says: what it does, how long that took, and for a failure what, where and what to do.

now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo $((t / 1000)); }

# seconds_since MILLISECONDS: "3.4 s" since that moment.
seconds_since() {
  local ms=$(($(now_ms) - $1))
  printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
}

say() { printf '%s\n' "$*"; }

# step TEXT COMMAND...: says what begins, runs it in this shell, says how long it took.
step() {
  local text=$1 began; began=$(now_ms); shift
  printf '  %-46s ' "$text"
  STEP_OPEN=1
  "$@"
  [ -n "$STEP_OPEN" ] || printf '  %-46s ' "$text: done"
  printf '%8s\n' "$(seconds_since "$began")"
  STEP_OPEN=
}
STEP_OPEN=

# progress TEXT: one more line about a step that takes long.
progress() {
  [ -z "$STEP_OPEN" ] || printf '\n'
  STEP_OPEN=
  printf '    %s\n' "$*"
}

# fail WHAT TODO [LOG]: ends with what happened, the log's path and its last lines, and what to do.
fail() {
  local what=$1 todo=${2:-} log=${3:-}
  [ -z "${STEP_OPEN:-}" ] || printf '\n'
  {
    printf 'sandbox: %s\n' "$what"
    if [ -n "$log" ] && [ -s "$log" ]; then
      printf '  log: %s\n' "$log"
      tail -n 12 "$log" | cut -c 1-400 | sed 's/^/  | /'
    elif [ -n "$log" ]; then
      printf '  log: %s (empty)\n' "$log"
    fi
    [ -z "$todo" ] || printf '  to do: %s\n' "$todo"
  } >&2
  exit 1
}

need_root() {
  [ "$(id -u)" -eq 0 ] || fail "${0##*/} needs root, because containers, mounts and packet rules do" \
    "run it again with sudo, or use a cluster that you have: make demo CONTEXT=<kubectl context> REGISTRY=<host/path>"
}
