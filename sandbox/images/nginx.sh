# shellcheck shell=bash disable=SC2034
# A web server for static files.
IMAGE=base/nginx:1
LANGUAGE=static
INCLUDE='nginx busybox ca-certificates tzdata'
ENVIRONMENT=(PATH=/usr/local/bin:/usr/sbin:/usr/bin:/bin LANG=C.UTF-8)

finish() { rm -rf "$1"/usr/share/{ca-certificates,nginx,systemd,vim} "$1"/etc/nginx/{sites-*,snippets,modules-*,nginx.conf}; }
