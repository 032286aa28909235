# shellcheck shell=bash
# Starting, finding and stopping the sandbox's processes. A pid file holds the process id and the moment the
# process began (in clock ticks since boot), so that a process id used again by a stranger is not taken for ours.

pid_file() { printf '%s/%s/%s.pid' "$RUN" "$1" "$2"; }
log_file() { printf '%s/%s/log/%s.log' "$STATE" "$1" "$2"; }

# began_at PID: the start of a live process, in ticks since boot; fails for dead ones and zombies.
began_at() {
  local stat
  { stat=$(< "/proc/$1/stat"); } 2> /dev/null || return 1
  # The name in brackets may hold blanks; the fields after it are numbered from 3.
  read -r -a stat <<< "${stat##*) }"
  [ "${stat[0]}" != Z ] && printf '%s' "${stat[19]}"
}

# pid_of CLUSTER COMPONENT: prints the process id of a running component, fails otherwise.
pid_of() {
  local pid began
  { read -r pid began < "$(pid_file "$1" "$2")"; } 2> /dev/null || return 1
  [ "$(began_at "$pid")" = "$began" ] && printf '%s' "$pid"
}

# launch CLUSTER COMPONENT COMMAND...: starts it in a session of its own, so that it outlives the caller and
# whatever ends the caller's process group.
launch() {
  local cluster=$1 name=$2 log file pid; shift 2
  log=$(log_file "$cluster" "$name"); file=$(pid_file "$cluster" "$name")
  mkdir -p "${log%/*}" "${file%/*}"
  if [ -s "$log" ] && [ "$(stat -c %s "$log")" -gt 20000000 ]; then mv "$log" "$log.1"; fi
  printf -- '--- %s starts\n' "$(date -u +%FT%TZ)" >> "$log"
  (
    [ -z "$LOCK_FD" ] || exec {LOCK_FD}>&-
    # They speak to each other only, never through a proxy.
    unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
    ulimit -n 65536 2> /dev/null || true
    exec setsid nohup "$@" < /dev/null >> "$log" 2>&1
  ) &
  pid=$!
  disown "$pid" 2> /dev/null || true
  printf '%s %s\n' "$pid" "$(began_at "$pid")" > "$file"
}

# over PID: nothing of it runs any more. Threads of a killed process may outlive its first one for a moment, and its ports with them.
over() {
  local threads
  ! began_at "$1" > /dev/null || return 1
  threads=("/proc/$1/task"/*)
  [ "${#threads[@]}" -le 1 ]
}

# halt CLUSTER COMPONENT [SIGNAL]: asks it to end (TERM), after ten seconds makes it end.
halt() {
  local pid signal=${3:-TERM} i
  if pid=$(pid_of "$1" "$2"); then
    kill -s "$signal" "$pid" 2> /dev/null || true
    for ((i = 0; i < 200; i++)); do
      ! over "$pid" || break
      [ "$i" -ne 100 ] || kill -s KILL "$pid" 2> /dev/null || true
      sleep 0.1
    done
  fi
  rm -f "$(pid_file "$1" "$2")"
}

# stranger: the process of a node of another cluster in this network. It has the control groups of pods and the packet rules of
# Services in common with ours, and each would take those of the other for left-overs.
stranger() {
  local pid line net; net=$(readlink /proc/self/ns/net)
  for pid in $(pgrep -x 'kubelet|kubelite|k3s-server|k3s-agent|rke2|k0s' || true); do
    [ "$(readlink "/proc/$pid/ns/net" 2> /dev/null)" = "$net" ] || continue
    # Nothing is left of the command line of one that has ended.
    { line=$(tr '\0' ' ' < "/proc/$pid/cmdline"); } 2> /dev/null || continue
    [[ -z $line || $line == *"$STATE/"* ]] || { printf '%s' "$pid"; return 0; }
  done
  return 1
}

# port_holder PORT: who listens on a TCP port, for messages.
port_holder() {
  ss -Hltnp "sport = :$1" 2> /dev/null | sed -n 's/.*users:((\("[^"]*",pid=[0-9]*\).*/\1/p' | head -n 1
}
