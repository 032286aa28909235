# shellcheck shell=bash disable=SC2034
# Where things are. Nothing else invents a path or a name.

export LC_ALL=C
CHECKOUT=$(dirname "$BENCH_DIR")
OUT=$CHECKOUT/target/bench
RAW=$OUT/raw        # <row>.jsonl: one line per figure; <row>.part while the row is measured
LOG=$OUT/log        # what the programs said
WORK=$OUT/work      # files that programs read
PAGE=$CHECKOUT/docs/benchmarks.md
# No two runs may change a line to the same text: what was built once is built and pushed for nothing.
RUN=$(date +%s)

CONTEXT=local-1
CLUSTER=local-1
# The team decides the namespace, so each tool gets its own.
TEAM=bench
namespace_of() { printf '%s-%s' "$TEAM" "$1"; }

row_names() { printf '%s\n' rolling-instant rolling-java verdict build languages start cost notice load scale big-layer; }
row_list() {
  local name
  while read -r name; do
    printf '%-16s %s\n' "$name" "$(sed -n 's/^# Row: //p' "$BENCH_DIR/rows/$name.sh")"
  done < <(row_names)
}

# rounds NORMAL QUICK: how many rounds a row makes.
rounds() { printf '%s' "${ROUNDS:-$([ -n "$QUICK" ] && printf '%s' "$2" || printf '%s' "$1")}"; }

start_folders() {
  rm -rf "$WORK"
  mkdir -p "$RAW" "$LOG" "$WORK"
}
