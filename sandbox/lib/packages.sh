# shellcheck shell=bash
# The Debian packages that the sandbox needs.

PACKAGES=(etcd-server containerd runc containernetworking-plugins iptables conntrack docker-registry buildah
  busybox-static jq mmdebstrap rsync openssl curl iproute2 procps mount ca-certificates)

# What the examples are built with, by the command that a machine may have from elsewhere. Go comes as in go.sh.
declare -A BUILD_TOOLS=([node]=nodejs [npm]=npm [g++]=g++ [make]=make)

missing_packages() {
  local name
  for name in "${!BUILD_TOOLS[@]}"; do
    command -v "$name" > /dev/null || printf '%s ' "${BUILD_TOOLS[$name]}"
  done
  for name in "${PACKAGES[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2> /dev/null)" = installed ] || printf '%s ' "$name"
  done
}

ensure_packages() {
  local missing log=$STATE/log/packages.log
  command -v dpkg-query > /dev/null || fail "this is not a Debian system (no dpkg-query)" \
    "use a cluster that you have: make demo CONTEXT=<kubectl context> REGISTRY=<host/path>"
  read -r -a missing <<< "$(missing_packages)"
  [ "${#missing[@]}" -gt 0 ] || return 0
  mkdir -p "${log%/*}"
  step "installing ${#missing[@]} Debian packages" install_packages "$log" "${missing[@]}"
}

install_packages() {
  local log=$1 name policy=/usr/sbin/policy-rc.d; shift
  progress "$*"
  # Debian starts what it installs. The sandbox runs these programs itself, with settings of its own.
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
    # shellcheck disable=SC2064
    trap "rm -f '$policy'" EXIT
  fi
  { DEBIAN_FRONTEND=noninteractive apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } > "$log" 2>&1 < /dev/null \
    || fail "Debian packages could not be installed: $*" "check the network and /etc/apt/sources.list*, then run it again" "$log"
  rm -f "$policy"
  for name in etcd-server:etcd containerd:containerd docker-registry:docker-registry; do
    case " $* " in *" ${name%%:*} "*) systemctl disable "${name##*:}" >> "$log" 2>&1 || true ;; esac
  done
}
