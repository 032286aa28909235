# shellcheck shell=bash
# What the person at the terminal reads.

say() { printf '%s bench: %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() { printf 'bench: %s\n' "$*" >&2; exit 1; }
