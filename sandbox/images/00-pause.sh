# shellcheck shell=bash disable=SC2034
# What holds a pod's namespaces open. Listed first, for no pod starts without it.
IMAGE=pause:3
INCLUDE='busybox-static'
USER_ID=65535
ENTRYPOINT=(/bin/busybox sleep 2147483647)

finish() { find "$1/bin" -type l -delete; }
