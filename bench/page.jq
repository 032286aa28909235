# From what report.jq gives to Markdown.

def places($n): pow(10; $n) as $p | (. * $p | round) as $whole
  | if $n == 0 then "\($whole)"
    else "\(($whole / $p) | floor).\($whole % $p | tostring | ("0" * ($n - length)) + .)" end;
def plain($n): if . < 0 then "-" + (-. | places($n)) else places($n) end;
def number($unit):
  if . == null then "-"
  elif $unit == "s" then plain(if . < 1 then 3 else 2 end) + " s"
  elif $unit == "MiB" then plain(0) + " MiB"
  elif $unit == "bytes" then plain(0) + " B"
  elif $unit == "rollouts" or $unit == "requests" then plain(if . == floor then 0 else 1 end) + " " + $unit
  else plain(0) end;
def row: "| " + (map(gsub("[|\n]"; " ")) | join(" | ")) + " |";
def rows($head): [$head, ($head | map("---"))] + . | map(row) | join("\n");

(.facts | "Taken on \(.date) at commit \(.commit) with \(.paas), on \(.cores) cores (\(.processor)), \(.memory), \(.system), \(.kernel);\n"
  + "\(.java), Kubernetes \(.kubernetes), kubectl \(.kubectl), helm \(.helm), buildah \(.buildah). Load before the start: \(.load)."),
(if any(.rows[]; .quick) then "\n**Some rows come from a quick run: their figures show only that the measuring works.**" else empty end),
"\n### Against the targets\n",
([.claims[] | . as $claim | [
    .what,
    (if .peer then (.own | number($claim.unit)) else (if .own == null then "-" elif .n > 1 then (.own | number($claim.unit)) + " (\(if $claim.unit == "s" then "slowest" else "most" end) \(.result | number($claim.unit)))" else (.own | number($claim.unit)) end) end),
    (if .peer then (.other | number($claim.unit)) else "" end),
    (if .peer == null then "" elif .result == null then "-" else (.result | plain(2)) + " x" end),
    (if .most == null then "" elif .peer then "<= \(.most) x" else "<= \(.most) \(.unit)" end),
    (.n | tostring),
    .met]]
  | rows(["what", "paas", "peer", "ratio", "target", "n", "met"])),
"\n### All figures\n",
([.figures[] | . as $f | [.row, .measure, .tool, "\(.n)", (.median | number($f.unit)), (.least | number($f.unit)), (.most | number($f.unit))]]
  | rows(["row", "measured", "by", "n", "median", "least", "most"])),
(if .notes == [] then empty else "\n### Seen beside it\n", (.notes | map("- " + (.note | gsub("\n"; " "))) | join("\n")) end)
