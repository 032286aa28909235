# shellcheck shell=bash disable=SC2034
# For programs that bring everything along (Go, static C++), and for tests: a shell with busybox's tools, the CA bundle,
# time zones. Busybox is the dynamic one, since a statically linked C library looks up no host names.
IMAGE=base/static:1
LANGUAGE=go
INCLUDE='busybox ca-certificates tzdata'

finish() {
  rm -rf "$1"/usr/lib "$1"/usr/sbin "$1"/sbin "$1"/usr/share/ca-certificates
  find "$1"/lib/* -type f,l ! -name 'libc.so*' ! -name 'libresolv.so*' ! -name 'ld-linux*' -delete
  find "$1/usr/share" -mindepth 1 -maxdepth 1 ! -name zoneinfo -exec rm -rf {} +
}
