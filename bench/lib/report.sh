# shellcheck shell=bash
# From raw figures to tables and the page.

# summary: what report.jq makes of every row that was measured.
summary() {
  local name files=()
  for name in $(row_names); do [ ! -s "$RAW/$name.jsonl" ] || files+=("$RAW/$name.jsonl"); done
  [ ${#files[@]} -gt 0 ] || fail "there are no figures in $RAW yet"
  jq -s --slurpfile claims "$BENCH_DIR/claims.json" --slurpfile facts "$OUT/facts.json" \
    '$claims[0] as $claims | $facts[0] as $facts | '"$(< "$BENCH_DIR/report.jq")" "${files[@]}" | tee "$OUT/results.json"
}

tables() { summary | jq -r -f "$BENCH_DIR/page.jq"; }

print_tables() { printf '\n'; tables; printf '\n'; }

# write_page: replaces what stands between the markers; the rest of the page is written by hand.
write_page() {
  tables > "$OUT/tables.md"
  awk -v tables="$OUT/tables.md" '
    /<!-- measured: end/ { skip = 0 }
    !skip { print }
    /<!-- measured: begin/ { skip = 1; print ""; while ((getline line < tables) > 0) print line; print "" }' "$PAGE" > "$PAGE.new"
  mv "$PAGE.new" "$PAGE"
  say "wrote docs/benchmarks.md"
}
