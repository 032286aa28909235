#!/usr/bin/env bash
# image-root.sh SANDBOX_DIR NAME FOLDER: packs the root file system of images/NAME.sh into FOLDER/layer.tar.gz.
set -euo pipefail
SANDBOX_DIR=$1
name=$2
folder=$3
. "$SANDBOX_DIR/lib/images.sh"
load_image "$name"
root=$folder/root
export SOURCE_DATE_EPOCH=0 LC_ALL=C.UTF-8

mirror() {
  local found
  found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2> /dev/null | grep -v '^ *#' | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1)
  printf '%s' "${found:-http://deb.debian.org/debian}" | tr -d ' '
}

# "extract" unpacks packages with what they depend on and runs none of their scripts.
mmdebstrap --quiet --mode=root --variant=extract --include="${INCLUDE// /,}" "$SUITE" "$root" - << L
deb $(mirror) $SUITE main
deb $(mirror) $SUITE-updates main
deb $(mirror | sed 's|/debian/*$|/debian-security|') $SUITE-security main
L

# Nothing that only a person or a package manager would read.
rm -rf "${root:?}"/usr/share/{doc,man,info,locale,lintian,bash-completion,bug,menu,perl5,debconf,pixmaps,applications} \
  "${root:?}"/var/{cache,lib/apt,lib/dpkg,log} "${root:?}"/usr/lib/*/perl-base "${root:?}"/usr/bin/{perl*,openssl,debconf*} "${root:?}"/usr/lib/systemd \
  "${root:?}"/lib/systemd "${root:?}"/etc/{init.d,default,cron.daily,apt,dpkg,debconf.conf,pam.d,resolv.conf,hostname} "${root:?}"/{boot,home,media,mnt,opt,srv,dev,proc,sys,run}
mkdir -p "$root"/{etc,tmp,var/tmp,var/log,proc,sys,dev,run,root,bin,usr/bin,home/app}
chmod 1777 "$root"/tmp "$root"/var/tmp
ln -sfn ../run "$root/var/run"
printf 'root:x:0:0:root:/root:/bin/sh\napp:x:10001:10001:app:/home/app:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n' > "$root/etc/passwd"
printf 'root:x:0:\napp:x:10001:\nnogroup:x:65534:\n' > "$root/etc/group"
printf 'hosts: files dns\npasswd: files\ngroup: files\n' > "$root/etc/nsswitch.conf"
printf 'PRETTY_NAME="Debian GNU/Linux (sandbox base)"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=%s\n' "$SUITE" > "$root/etc/os-release"
chown 10001:10001 "$root/home/app"

# Every busybox applet under its name, where no package brought the real one.
busybox_links() {
  local applet
  for applet in $("$root/bin/busybox" --list); do
    [ -e "$root/bin/$applet" ] || [ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
  done
}
[ ! -x "$root/bin/busybox" ] || busybox_links

# One bundle of the public authorities.
if [ -d "$root/usr/share/ca-certificates/mozilla" ]; then
  mkdir -p "$root/etc/ssl/certs"
  cat "$root"/usr/share/ca-certificates/mozilla/*.crt > "$root/etc/ssl/certs/ca-certificates.crt"
fi

finish "$root"

tar --create --sort=name --numeric-owner --mtime=@0 --format=gnu -C "$root" . | gzip -n -6 > "$folder/layer.tar.gz"
rm -rf "$root"
