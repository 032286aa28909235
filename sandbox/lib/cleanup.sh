# shellcheck shell=bash
# Taking the sandbox down, with what processes leave behind: containers, mounts, network, packet rules, control groups.

# unmount_below FOLDER: every mount point under it, the deepest first.
unmount_below() {
  local point
  awk -v folder="$1/" 'index($5, folder) == 1 {print $5}' /proc/self/mountinfo | sort -r | while read -r point; do
    # mountinfo writes blanks as \040.
    umount --lazy "$(printf '%b' "${point//\\040/ }")" 2> /dev/null || true
  done
}

# remove_containers: all of local-1's, first through containerd, then whatever is left.
remove_containers() {
  local socket=$RUN/local-1/containerd.sock id
  if pid_of local-1 containerd > /dev/null; then
    ctr --address "$socket" --namespace k8s.io tasks list -q 2> /dev/null | while read -r id; do
      ctr --address "$socket" --namespace k8s.io tasks kill --signal KILL "$id" > /dev/null 2>&1 || true
    done
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      [[ $(ctr --address "$socket" --namespace k8s.io tasks list 2> /dev/null) == *RUNNING* ]] || break
      sleep 0.1
    done
    ctr --address "$socket" --namespace k8s.io containers list -q 2> /dev/null | while read -r id; do
      ctr --address "$socket" --namespace k8s.io tasks delete --force "$id" > /dev/null 2>&1 || true
      ctr --address "$socket" --namespace k8s.io containers delete "$id" > /dev/null 2>&1 || true
    done
  fi
}

# kill_strays FOLDER...: processes of ours that no pid file knows, such as a container's shim whose containerd was
# killed. Known by the folders on their command line.
kill_strays() {
  local process pid line folder
  for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    { line=$(tr '\0' ' ' < "$process/cmdline"); } 2> /dev/null || continue
    case $(basename "$(readlink "$process/exe" 2> /dev/null)") in
      containerd-shim* | etcd | kube-* | kubelet | kwok | containerd | docker-registry) ;;
      *) continue ;;
    esac
    for folder in "$@"; do [[ $line != *"$folder"* ]] || kill -KILL "$pid" 2> /dev/null || true; done
  done
}

# clean_groups: ends whatever still runs in a pod's control group, then removes the groups.
clean_groups() {
  local folder
  local -a procs
  for folder in /sys/fs/cgroup/kubepods /sys/fs/cgroup/*/kubepods; do
    [ -d "$folder" ] || continue
    mapfile -t procs < <(find "$folder" -name cgroup.procs -exec cat {} + 2> /dev/null)
    [ "${#procs[@]}" -eq 0 ] || kill -KILL "${procs[@]}" 2> /dev/null || true
  done
  for folder in /sys/fs/cgroup/kubepods /sys/fs/cgroup/*/kubepods; do
    [ -d "$folder" ] || continue
    for _ in 1 2 3 4 5; do
      find "$folder" -depth -type d -exec rmdir {} + 2> /dev/null && break
      sleep 0.2
    done
  done
}

clean_network() {
  local link table
  for link in $(ip -o link show type ifb 2> /dev/null | sed -n 's/^[0-9]*: \(bwp[0-9a-f]*\):.*/\1/p'); do ip link delete "$link" || true; done
  for table in nat filter mangle; do
    clean_rules iptables "$table"
    clean_rules ip6tables "$table"
  done
  rm -rf /var/lib/cni/results/paas-sandbox-*
  rmdir /var/lib/cni/results /var/lib/cni 2> /dev/null || true
}

# clean_rules IPTABLES TABLE: kube-proxy's, kubelet's and the port mapper's chains, and our own rules.
clean_rules() {
  local rules ours='KUBE-|CNI-HOSTPORT|CNI-DN-|paas-sandbox'
  rules=$("$1-save" -t "$2" 2> /dev/null) || return 0
  ! grep -qE -- "$ours" <<< "$rules" || grep -vE -- "$ours" <<< "$rules" | "$1-restore" -w -T "$2" 2> /dev/null || true
}

restore_sysctls() {
  local name
  for name in net/ipv4/ip_forward net/ipv4/conf/all/route_localnet; do
    [ -e "$STATE/sysctl.${name##*/}" ] || continue
    cat "$STATE/sysctl.${name##*/}" > "/proc/sys/$name" 2> /dev/null || true
    rm -f "$STATE/sysctl.${name##*/}"
  done
}

down_local_1() {
  local name
  if pid_of local-1 metrics-server > /dev/null; then forget_metrics_api; fi
  halt local-1 metrics-server
  halt local-1 kubelet
  remove_containers
  for name in containerd proxy scheduler controller-manager apiserver etcd; do halt local-1 "$name"; done
  kill_strays "$STATE/local-1/" "$RUN/local-1/"
  # What is left there may be another cluster's.
  stranger > /dev/null || clean_groups
  unmount_below "$RUN/local-1"
  unmount_below "$STATE/local-1"
  stranger > /dev/null || clean_network
  restore_sysctls
  # kubelet puts these outside every folder that it can be given.
  find /var/log/containers -maxdepth 1 -lname "$STATE/*" -delete 2> /dev/null || true
  rm -f /var/lib/kubelet/device-plugins/kubelet.sock /var/lib/kubelet/device-plugins/kubelet_internal_checkpoint
  rmdir /var/log/containers /var/lib/kubelet/device-plugins /var/lib/kubelet 2> /dev/null || true
  rm -rf "${RUN:?}/local-1"
}

down_local_2() {
  local name
  for name in kwok scheduler controller-manager apiserver etcd; do halt local-2 "$name"; done
  kill_strays "$STATE/local-2/"
  rm -rf "${RUN:?}/local-2"
}

# down_shared: after both clusters are down.
down_shared() {
  halt shared registry
  kill_strays "$STATE/"
  ip addr del "$NODE_IP/32" dev lo 2> /dev/null || true
  unmount_below "$STATE"
  rm -rf "$RUN"
}
