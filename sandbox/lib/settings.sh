# shellcheck shell=bash
# Where things are, which versions, which addresses and ports. Nothing else invents a path or a number.

CHECKOUT=$(dirname "$SANDBOX_DIR")
CACHE=${PAAS_SANDBOX_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/paas-deploy}
STATE=${PAAS_SANDBOX_STATE:-/var/lib/paas-sandbox}
RUN=$STATE/run   # process ids and sockets; worthless after a reboot

ALL_CLUSTERS=(local-1 local-2)

# An address of our own on the loopback interface: kubelet refuses 127.0.0.0/8, and nothing outside this
# machine shall reach the sandbox. 198.18.0.0/15 is set aside for tests (RFC 2544), so no network uses it.
NODE_IP=198.18.53.1
NODE_NAME=local-1-node
POD_CIDR=10.244.0.0/22
METRICS_PORT=10270

REGISTRY=127.0.0.1:5000
APPS=$REGISTRY/apps

# Sets the variables of one cluster. Both control planes may run side by side.
use_cluster() {
  C=$1
  C_DIR=$STATE/$C
  PKI=$C_DIR/pki
  case $C in
    local-1) API_PORT=6443; ETCD_PORT=12379; ETCD_PEER_PORT=12380; KCM_PORT=10257; SCHEDULER_PORT=10259
      SERVICE_CIDR=10.96.0.0/16; SERVICE_IP=10.96.0.1; DNS_IP=10.96.0.10 ;;
    local-2) API_PORT=6444; ETCD_PORT=12479; ETCD_PEER_PORT=12480; KCM_PORT=11257; SCHEDULER_PORT=11259
      SERVICE_CIDR=10.97.0.0/16; SERVICE_IP=10.97.0.1; DNS_IP=10.97.0.10 ;;
    *) fail "there is no cluster '$C'" "the sandbox has: ${ALL_CLUSTERS[*]}" ;;
  esac
  API=https://$NODE_IP:$API_PORT
}

# version_of MODULE FOLDER: the version that sandbox/go/FOLDER/go.mod pins, such as v1.34.4.
version_of() {
  sed -n "s|^require $1 \(v[^ ]*\).*|\1|p" "$SANDBOX_DIR/go/$2/go.mod" | head -n 1
}
