# shellcheck shell=bash
# The host's part of the network: the node's address, forwarding, and the rules for pods.

ensure_node_address() {
  [[ $(ip -o addr show dev lo) == *" $NODE_IP/32 "* ]] || ip addr add "$NODE_IP/32" dev lo \
    || fail "the address $NODE_IP could not be put on the loopback interface" "the sandbox needs CAP_NET_ADMIN: run it as real root"
}

ensure_pod_network() {
  local name before
  for name in net/ipv4/ip_forward net/ipv4/conf/all/route_localnet; do
    before=$(< "/proc/sys/$name")
    # Kept, so that "down" leaves the machine as it was. kube-proxy sets route_localnet itself.
    [ -e "$STATE/sysctl.${name##*/}" ] || printf '%s\n' "$before" > "$STATE/sysctl.${name##*/}"
  done
  [ "$(< /proc/sys/net/ipv4/ip_forward)" = 1 ] || sysctl -qw net.ipv4.ip_forward=1 \
    || fail "packet forwarding could not be switched on" "run: sysctl -w net.ipv4.ip_forward=1"
  rule nat POSTROUTING -s "$POD_CIDR" ! -d "$POD_CIDR" -j MASQUERADE
  rule filter FORWARD -s "$POD_CIDR" -j ACCEPT
  rule filter FORWARD -d "$POD_CIDR" -j ACCEPT
}

# rule TABLE CHAIN MATCH...: appends an iptables rule of ours, once.
rule() {
  local table=$1 chain=$2; shift 2
  iptables -w -t "$table" -C "$chain" "$@" -m comment --comment paas-sandbox 2> /dev/null \
    || iptables -w -t "$table" -A "$chain" "$@" -m comment --comment paas-sandbox \
    || fail "an iptables rule could not be set ($table $chain $*)" "does the kernel have netfilter, and may you change it? try: iptables -t $table -L"
}

# name_server: one that pods can reach, else the address of a Service that refuses at once (see cluster.sh).
name_server() {
  local server
  server=$(sed -n 's/^nameserver \([0-9.]*\)$/\1/p' /run/systemd/resolve/resolv.conf /etc/resolv.conf 2> /dev/null | grep -v '^127\.' | head -n 1)
  printf '%s' "${server:-$DNS_IP}"
}
