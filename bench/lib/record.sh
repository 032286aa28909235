# shellcheck shell=bash
# Takes figures: each is one JSON line {row, measure, tool, round, value, unit} in $FIGURES, which becomes $RAW/<row>.jsonl.

# run_row NAME: a row that fails says so on the page and does not stop the others.
run_row() {
  ROW=$1
  # A run that is interrupted in the middle leaves the figures of the run before.
  FIGURES=$RAW/$ROW.part
  local status=0 begun=$SECONDS
  say "== $ROW: $(sed -n 's/^# Row: //p' "$BENCH_DIR/rows/$ROW.sh")"
  : > "$FIGURES"
  # In a shell of its own: "set -e" ends the row, not the run. Not behind "||", which would switch "set -e" off.
  set +e
  (
    set -euo pipefail
    trap stop_everything EXIT
    # shellcheck source=/dev/null
    . "$BENCH_DIR/rows/$ROW.sh"
    measure_row
  )
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    say "$ROW did not come to its end"
    jq -cn --arg row "$ROW" --arg why "$(tail -n 1 "$OUT/why" 2> /dev/null || true)" \
      '{row: $row, failed: (if $why == "" then "see target/bench/log" else $why end)}' >> "$FIGURES"
  fi
  rm -f "$OUT/why"
  jq -cn --arg row "$ROW" --arg at "$(date -u +%Y-%m-%dT%H:%MZ)" --argjson took $((SECONDS - begun)) --arg quick "$QUICK" \
    '{row: $row, at: $at, took: $took, quick: ($quick != "")}' >> "$FIGURES"
  mv "$FIGURES" "$RAW/$ROW.jsonl"
}

# give_up WORDS: ends the row.
give_up() {
  printf '%s\n' "$*" > "$OUT/why"
  say "$ROW: $*"
  exit 1
}

# figure MEASURE TOOL ROUND VALUE UNIT
figure() {
  jq -cn --arg row "$ROW" --arg measure "$1" --arg tool "$2" --argjson round "$3" --argjson value "$4" --arg unit "$5" \
    '{row: $row, measure: $measure, tool: $tool, round: $round, value: $value, unit: $unit}' >> "$FIGURES"
  say "   $1, round $3: $2 $4 $5"
}

# note WORDS: something for the reader of the page.
note() {
  jq -cn --arg row "$ROW" --arg note "$*" '{row: $row, note: $note}' >> "$FIGURES"
}

# run_timed LOG COMMAND...: runs it, sets $took (seconds) and $status.
run_timed() {
  local log=$1 begun
  shift
  status=0
  begun=${EPOCHREALTIME/./}
  "$@" > "$log" 2>&1 < /dev/null || status=$?
  ended=${EPOCHREALTIME/./}
  took=$(seconds $((ended - begun)))
}

# seconds MICROSECONDS: with three places after the point.
seconds() { printf '%d.%03d' $(($1 / 1000000)) $(($1 / 1000 % 1000)); }

# measure MEASURE TOOL ROUND COMMAND...: a command that must succeed, from the start of its process to its end.
measure() {
  local measure=$1 tool=$2 round=$3 log=$LOG/$ROW-$1-$2-$3.log
  shift 3
  run_timed "$log" "$@"
  [ "$status" -eq 0 ] || give_up "$tool ended with $status in $measure, round $round: $(last_words "$log")"
  figure "$measure" "$tool" "$round" "$took" s
}

# last_words LOG: the last line that says something.
last_words() { grep -v '^[[:space:]]*$' "$1" | tail -n 1 | cut -c 1-300 || true; }

# in_turn ROUND TOOL...: the tools in an order that moves on from round to round, so that none is always the first.
in_turn() {
  local by=$(($1 % ($# - 1)))
  shift
  printf '%s\n' "${@:by+1}" "${@:1:by}"
}

# await SECONDS WORDS COMMAND...: waits until the command succeeds.
await() {
  local until=$((SECONDS + $1)) words=$2
  shift 2
  until "$@" > /dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || give_up "waited in vain until $words"
    sleep 0.3
  done
}
