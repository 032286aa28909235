# shellcheck shell=bash
# When something happened: what the cluster and paas tell, each with the moment at which it reached us. Kubernetes' own
# times have no more than seconds. All moments are of one clock, that of jq's "now".

# record_cluster NAMESPACE FILE: from now on, what becomes of pods and which events come.
record_cluster() {
  : > "$2"
  kubectl --context "$CONTEXT" get pods -n "$1" --watch-only -o json 2> /dev/null > >(jq -c --unbuffered '
    {at: now, kind, name: .metadata.name,
     containers: [.status.containerStatuses[]? | {restarts: .restartCount, waiting: .state.waiting.reason}]}' >> "$2") &
  recorders=($!)
  kubectl --context "$CONTEXT" get events -n "$1" --watch-only -o json 2> /dev/null > >(jq -c --unbuffered '
    {at: now, kind, name: .involvedObject.name, reason, message, count: (.count // .series.count // 1),
     told: (.lastTimestamp // .eventTime)}' >> "$2") &
  recorders+=($!)
  # The watches must stand before anything happens; that they do cannot be seen from here.
  sleep 2
}

# record_paas EVENTS FILE: what paas writes with --events EVENTS.
record_paas() {
  : > "$1"
  : > "$2"
  tail -n +1 -f "$1" 2> /dev/null > >(jq -cR --unbuffered '{at: now, said: (fromjson? // .)}' >> "$2") &
  recorders+=($!)
}

stop_recording() {
  # What was said last is still on its way through the pipes.
  sleep 1
  kill "${recorders[@]}" 2> /dev/null || true
  wait "${recorders[@]}" 2> /dev/null || true
  recorders=()
}

# settled_at CAUSE FILE: when the event that settles it came; nothing if it did not come.
settled_at() {
  jq -s --arg cause "$1" --argjson failures "$PROBE_FAILURES" '
    map(select(
      if $cause == "missing-tag" then .kind == "Event" and .reason == "Failed" and (.message | test("not found"))
      elif $cause == "crash-loop" then .kind == "Pod" and any(.containers[]; .restarts >= 1 and .waiting == "CrashLoopBackOff")
      elif $cause == "startup-probe" then .kind == "Event" and .reason == "Killing" and (.message | test("startup probe"))
      elif $cause == "readiness-probe" then .kind == "Event" and .reason == "Unhealthy" and (.message | test("^Readiness")) and .count >= $failures
      elif $cause == "unschedulable" then .kind == "Event" and .reason == "FailedScheduling"
      else error("no such cause") end)) | .[0].at // empty' "$2"
}

# verdict FILE: {at, code} of the first diagnosis; nothing if there was none.
verdict() {
  jq -sc 'map(select(.said | objects | .event == "diagnosed"))
    | .[0] // empty | {at, code: ([.said | .. | objects | .code? | strings] | .[0] // "?")}' "$1"
}
