# shellcheck shell=bash disable=SC2034
# For programs that bring everything along (Go, static C++), and for tests: busybox, a shell, the CA bundle, time zones.
IMAGE=base/static:1
INCLUDE='busybox-static ca-certificates tzdata'

finish() {
  rm -rf "$1"/usr/lib "$1"/lib* "$1"/usr/sbin "$1"/usr/share/ca-certificates
  find "$1/usr/share" -mindepth 1 -maxdepth 1 ! -name zoneinfo -exec rm -rf {} +
}
