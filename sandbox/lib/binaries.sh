# shellcheck shell=bash
# Programs built from Go modules, once, into a cache outside the checkout. The folder's name holds the version and a
# hash of everything that decides the result; a build that is killed leaves only a *.building folder behind.

# recipe NAME: sets MODULE, VERSION, LDFLAGS and TARGETS.
recipe() {
  local package
  LDFLAGS='-s -w'
  case $1 in
    kubernetes)
      MODULE=k8s.io/kubernetes; VERSION=$(version_of "$MODULE" kubernetes)
      for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        LDFLAGS+=" -X $package.gitVersion=$VERSION -X $package.gitMajor=$(cut -d. -f1 <<< "${VERSION#v}")"
        LDFLAGS+=" -X $package.gitMinor=$(cut -d. -f2 <<< "$VERSION") -X $package.gitTreeState=clean"
      done
      TARGETS=(kubectl kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet) ;;
    kwok) MODULE=sigs.k8s.io/kwok; VERSION=$(version_of "$MODULE" kwok); TARGETS=(kwok) ;;
    helm)
      MODULE=helm.sh/helm/v4; VERSION=$(version_of "$MODULE" helm)
      LDFLAGS+=" -X $MODULE/internal/version.version=$VERSION"; TARGETS=(helm) ;;
    metrics-server) MODULE=sigs.k8s.io/metrics-server; VERSION=$(version_of "$MODULE" metrics-server); TARGETS=(metrics-server) ;;
    buildkit)
      MODULE=github.com/moby/buildkit; VERSION=$(version_of "$MODULE" buildkit)
      LDFLAGS+=" -X $MODULE/version.Version=$VERSION"; TARGETS=(buildctl buildkitd) ;;
    *) fail "there is no program '$1' to build" "known: kubernetes kwok helm metrics-server buildkit" ;;
  esac
}

# binaries NAME: the cache folder of that recipe in this checkout.
binaries() {
  local key
  recipe "$1"
  key=$({ cat "$SANDBOX_DIR/go/$1/go.mod" "$SANDBOX_DIR/go/$1/go.sum"; printf '%s\n' "$LDFLAGS" "${TARGETS[@]}"; } | sha256sum)
  printf '%s/bin/%s-%s-%s' "$CACHE" "$1" "$VERSION" "${key:0:12}"
}

# ensure_binaries NAME: builds them unless the cache has them.
ensure_binaries() {
  local folder fd
  folder=$(binaries "$1")
  [ ! -d "$folder" ] || return 0
  ensure_go "$1"
  mkdir -p "$CACHE/bin"
  exec {fd}> "$CACHE/bin/.lock"
  flock -n "$fd" || { say "  another build is running; waiting for it"; flock "$fd"; }
  # The one that we waited for may have built just this.
  if [ ! -d "$folder" ]; then
    recipe "$1"
    step "building $1 $VERSION (once)" build "$1" "$folder"
  fi
  exec {fd}>&-
}

build() {
  local name=$1 folder=$2 log=$CACHE/bin/$1.log temp=$2.building pid began said=0 status=0
  rm -rf "$temp"
  mkdir -p "$temp"
  began=$(now_ms)
  (cd "$SANDBOX_DIR/go/$name" && GOFLAGS='' GOWORK=off CGO_ENABLED=0 exec go build -mod=readonly -buildvcs=false -v -trimpath \
    -ldflags "$LDFLAGS" -o "$temp/" "${TARGETS[@]/#/$MODULE/cmd/}") > "$log" 2>&1 < /dev/null &
  pid=$!
  while kill -0 "$pid" 2> /dev/null; do
    sleep 0.5
    if [ $((($(now_ms) - began) / 15000)) -gt "$said" ]; then
      said=$((($(now_ms) - began) / 15000))
      progress "$((said * 15)) s: $(grep -c '^go: downloading' "$log") modules fetched, $(grep -vc '^go: ' "$log") packages compiled"
    fi
  done
  wait "$pid" || status=$?
  [ "$status" -eq 0 ] || { rm -rf "$temp"; fail "building $name $VERSION failed (exit $status)" \
    "Go modules come from $(go env GOPROXY): check the network and the free disk space (4 GB), then run it again" "$log"; }
  mv "$temp" "$folder"
}

# link_tools: kubectl, helm and, where the machine has none, Go under one stable path. helm is for comparisons only, so it is built at its first use.
link_tools() {
  mkdir -p "$STATE/bin"
  ln -sfn "$(binaries kubernetes)/kubectl" "$STATE/bin/kubectl"
  if [ -d "$(binaries helm)" ]; then
    ln -sfn "$(binaries helm)/helm" "$STATE/bin/helm"
  else
    rm -f "$STATE/bin/helm"
    printf '#!/bin/sh\n"%s/build" helm >&2 && exec "%s/helm" "$@"\n' "$SANDBOX_DIR" "$(binaries helm)" > "$STATE/bin/helm"
    chmod 755 "$STATE/bin/helm"
  fi
  link_go
}
