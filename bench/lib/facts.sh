# shellcheck shell=bash
# What the figures were taken on.

write_facts() {
  jq -n \
    --arg date "$(date -u +%Y-%m-%d)" \
    --arg commit "$(git -C "$CHECKOUT" rev-parse --short=12 HEAD 2> /dev/null || printf unknown)" \
    --arg cores "$(nproc)" \
    --arg processor "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    --arg memory "$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)" \
    --arg kernel "$(uname -sr)" \
    --arg system "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)" \
    --arg load "$(cut -d ' ' -f 1 /proc/loadavg)" \
    --arg java "$(java -version 2>&1 | head -n 1 | sed 's/ version//; s/"//g')" \
    --arg kubernetes "$(kubectl --context "$CONTEXT" version -o json | jq -r .serverVersion.gitVersion)" \
    --arg kubectl "$(kubectl version --client -o json | jq -r .clientVersion.gitVersion)" \
    --arg helm "$(helm version --template '{{ .Version }}')" \
    --arg buildah "$(buildah --version | awk '{ print $3 }')" \
    --arg paas "$(paas version 2> /dev/null | head -n 1)" \
    '$ARGS.named' > "$OUT/facts.json"
  # Whatever else runs takes from both sides, but seldom the same.
  awk '$1 > 1 { exit 1 }' /proc/loadavg || say "note: the load is $(cut -d ' ' -f 1 /proc/loadavg); the figures will be worth more on a machine with nothing else to do"
}
