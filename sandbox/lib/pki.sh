# shellcheck shell=bash
# Keys and certificates of one cluster, made once. RSA, since some Java clients cannot read other keys unaided.

ensure_pki() {
  use_cluster "$1"
  [ ! -d "$PKI" ] || return 0
  step "$C: keys and certificates" make_pki
}

make_pki() {
  local temp=$PKI.making log=$STATE/$C/log/pki.log
  mkdir -p "${log%/*}"
  rm -rf "$temp"
  mkdir -p "$temp"
  chmod 700 "$temp"
  (
    set -e
    cd "$temp"
    umask 077
    authority ca "paas-sandbox-$C" & authority front-proxy-ca "paas-sandbox-$C-front-proxy" &
    (openssl genrsa -out sa.key 2048 && openssl rsa -in sa.key -pubout -out sa.pub) &
    wait
    local names="DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc"
    names+=",DNS:kubernetes.default.svc.cluster.local,DNS:$NODE_NAME,IP:127.0.0.1,IP:$NODE_IP,IP:$SERVICE_IP"
    certificate ca apiserver /CN=kube-apiserver "$names" &
    certificate ca etcd /CN=etcd "$names" &
    certificate ca kubelet "/O=system:nodes/CN=system:node:$NODE_NAME" "$names" &
    certificate ca apiserver-kubelet /O=system:masters/CN=apiserver-kubelet-client &
    certificate ca admin /O=system:masters/CN=admin &
    certificate ca controller-manager /CN=system:kube-controller-manager &
    certificate ca scheduler /CN=system:kube-scheduler &
    certificate ca proxy /CN=system:kube-proxy &
    certificate ca kwok /O=system:masters/CN=kwok &
    certificate front-proxy-ca front-proxy-client /CN=front-proxy-client &
    wait
    ls ca.crt front-proxy-ca.crt sa.pub {apiserver,etcd,kubelet,apiserver-kubelet,admin,controller-manager,scheduler,proxy,kwok,front-proxy-client}.crt
  ) > "$log" 2>&1 || fail "certificates of $C could not be made" "is openssl there, and room on the disk?" "$log"
  mv "$temp" "$PKI"
}

# authority FILE NAME
authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.crt" -days 3650 -subj "/CN=$2"
}

# certificate AUTHORITY FILE SUBJECT [ALTERNATIVE NAMES]
certificate() {
  {
    [ -z "${4:-}" ] || printf 'subjectAltName=%s\n' "$4"
    printf 'keyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n'
  } > "$2.ext"
  openssl req -newkey rsa:2048 -nodes -keyout "$2.key" -out "$2.csr" -subj "$3"
  openssl x509 -req -in "$2.csr" -CA "$1.crt" -CAkey "$1.key" -set_serial "0x$(openssl rand -hex 12)" -out "$2.crt" \
    -days 3650 -extfile "$2.ext"
  rm "$2.csr" "$2.ext"
}
