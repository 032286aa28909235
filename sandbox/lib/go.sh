# shellcheck shell=bash
# Go, with which the programs are built: the machine's own, or one fetched as a module into the cache.

# Go's toolchain is itself a module; go.sum's way of hashing (h1, of golang.org/x/mod/sumdb/dirhash) says that it is the one
# that the public checksum database knows.
GO_TOOLCHAIN=go1.26.8
declare -A GO_TOOLCHAIN_SUM=(
  [amd64]='h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM='
  [arm64]='h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc='
)

# That of whoever uses the sandbox; ours grows below.
PATH_OF_USER=$PATH

# ensure_go NAME: a Go on the path that can build it. An older one (since 1.21) fetches the right toolchain by itself.
ensure_go() {
  local need have
  need=$(sed -n 's/^go //p' "$SANDBOX_DIR/go/$1/go.mod")
  PATH=$PATH:/usr/local/go/bin
  have=$(go_version)
  if ! at_least "$have" 1.21; then
    ensure_toolchain
    PATH=$(toolchain_folder)/bin:$PATH
    have=$(go_version)
  fi
  if ! at_least "$have" "$need"; then
    say "  Go $have is older than $need: it will fetch its own newer toolchain"
    export GOTOOLCHAIN=auto
  fi
}

# link_go: a Go for the examples, where their path has none. /usr/local/go is on few paths.
link_go() {
  local folder
  rm -f "$STATE/bin/go"
  ! PATH=$PATH_OF_USER command -v go > /dev/null || return 0
  for folder in /usr/local/go "$(toolchain_folder)"; do
    if [ -x "$folder/bin/go" ]; then
      ln -sfn "$folder/bin/go" "$STATE/bin/go"
      return
    fi
  done
  ensure_toolchain
  ln -sfn "$(toolchain_folder)/bin/go" "$STATE/bin/go"
}

# go_version: that of the Go on the path, 0 when there is none.
go_version() {
  local have
  have=$(cd / && go env GOVERSION 2> /dev/null) || have=go0
  have=${have#go}
  printf '%s' "${have%% *}"
}

toolchain_folder() { printf '%s/go/%s' "$CACHE" "$GO_TOOLCHAIN"; }

ensure_toolchain() {
  [ -x "$(toolchain_folder)/bin/go" ] || step "fetching $GO_TOOLCHAIN (once)" fetch_toolchain
}

fetch_toolchain() {
  local machine name proxy folder temp
  folder=$(toolchain_folder)
  temp=$folder.$$.fetching
  machine=$(dpkg --print-architecture)
  [ -n "${GO_TOOLCHAIN_SUM[$machine]:-}" ] || fail "there is no Go here, and none is known for $machine" "install Go 1.21 or newer, run it again"
  name=golang.org/toolchain@v0.0.1-$GO_TOOLCHAIN.linux-$machine
  # GOPROXY may be a list; Go itself goes on with the next one, here the first must do.
  proxy=${GOPROXY:-https://proxy.golang.org}
  proxy=${proxy%%[,|]*}
  rm -rf "$temp"
  mkdir -p "$temp"
  curl -sSfL --retry 3 -o "$temp/toolchain.zip" "${proxy%/}/${name/@//@v/}.zip" \
    || fail "$GO_TOOLCHAIN could not be fetched from $proxy" "check the network or GOPROXY, or install Go 1.21 or newer, then run it again"
  # The JDK, which is here in any case, unpacks it; modes are not in a module's zip.
  (cd "$temp" && jar xf toolchain.zip) || fail "$GO_TOOLCHAIN could not be unpacked in $temp" "is there room on the disk?"
  [ "$(sum_of_module "$temp")" = "${GO_TOOLCHAIN_SUM[$machine]}" ] \
    || fail "what $proxy sends as $GO_TOOLCHAIN is not what Go's checksum database knows" "look into $temp; set GOPROXY to one you trust"
  chmod -R a+x "$temp/$name/bin" "$temp/$name/pkg/tool"
  rm -rf "$folder"
  mv "$temp/$name" "$folder"
  rm -rf "$temp"
}

# sum_of_module FOLDER: the h1 sum of what was unpacked there.
sum_of_module() {
  printf 'h1:%s' "$(cd "$1" && find golang.org -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum \
    | openssl dgst -sha256 -binary | base64)"
}

# at_least A B: is version A the same as B or newer?
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }
