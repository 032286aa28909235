# From raw figures (one array), $claims and $facts to {claims, figures, notes, facts}: all arithmetic is here.

def median: sort | length as $n
  | if $n == 0 then null elif $n % 2 == 1 then .[($n - 1) / 2] else (.[$n / 2 - 1] + .[$n / 2]) / 2 end;

. as $lines
| def values($row; $measure; $tool): [$lines[] | select(.row == $row and .measure == $measure and .tool == $tool) | .value];
  def of_row($row; key): [$lines[] | select(.row == $row) | key | values] | .[0];
  def judged:
    if .result == null then (if .failed then "not measured: broke off" else "not measured" end)
    elif .most == null then "no target"
    elif .result <= .most then "yes"
    else "no" end;
  {
    facts: $facts,
    claims: [$claims[]
      | . as $claim
      | values(.row; .measure; .tool) as $own
      | (if .peer then values(.row; .peer_measure // .measure; .peer) else [] end) as $other
      | . + {
          failed: of_row(.row; .failed),
          n: ($own | length),
          own: ($own | median),
          other: ($other | median),
          unit: (.unit // of_row(.row; select(.measure == $claim.measure) | .unit))
        }
      # A ratio of medians; without a peer the slowest round, for the target is for each.
      | .result = (if .peer then (if .own and .other and .other > 0 then .own / .other else null end) else ($own | max) end)
      | .met = judged],
    figures: [$lines | map(select(.measure)) | group_by([.row, .measure, .tool])[]
      | {row: .[0].row, measure: .[0].measure, tool: .[0].tool, unit: .[0].unit, n: length,
         median: (map(.value) | median), least: (map(.value) | min), most: (map(.value) | max)}],
    notes: [$lines[] | select(.note or .failed) | {row, note: (.note // "**The row \(.row) broke off:** \(.failed)")}],
    rows: [$lines[] | select(.at) | {row, at, took, quick}]
  }
