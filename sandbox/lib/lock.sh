# shellcheck shell=bash
# One command at a time changes the sandbox, whichever checkout it comes from.

LOCK_FD=

take_lock() {
  mkdir -p "$STATE"
  chmod 755 "$STATE"
  exec {LOCK_FD}> "$STATE/lock"
  if ! flock -n "$LOCK_FD"; then
    say "another sandbox command is at work; waiting for it"
    flock -w 1800 "$LOCK_FD" || fail "another sandbox command held $STATE/lock for 30 minutes" \
      "see who holds it: fuser -v $STATE/lock"
  fi
  forget_last_boot
}

# After a reboot the process ids and sockets of the last boot mean nothing.
forget_last_boot() {
  local boot; boot=$(< /proc/sys/kernel/random/boot_id)
  if [ "$(cat "$RUN/boot" 2> /dev/null)" != "$boot" ]; then
    unmount_below "$RUN"
    rm -rf "$RUN"
    mkdir -p "$RUN"
    printf '%s\n' "$boot" > "$RUN/boot"
  fi
}
