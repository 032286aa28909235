# shellcheck shell=bash disable=SC2034
# Node.js without npm: an image runs what was installed before.
IMAGE=base/node:18
LANGUAGE=node
INCLUDE='nodejs busybox ca-certificates tzdata'

# Debian's Node.js loads some of its own modules from /usr/share/nodejs.
finish() { rm -rf "$1"/usr/share/{ca-certificates,systemd,zsh}; }
