# shellcheck shell=bash
# Row: an image of 1 GiB in 20,000 files, built and pushed anew by paas, beside tar | gzip -1 of the same files into a file
#
# The cache is empty each time, so that the layer is really written. What tar and gzip leave is not an image, and is pushed
# nowhere: they are the least that anybody could do with the files.
BIG_FILES=20000
BIG_MEAN=53687

measure_row() {
  local folder=$WORK/big-layer round tool last memory=$WORK/big-layer.memory
  last=$(rounds 3 1)
  remove_namespaces
  make_big_app "$folder"
  for ((round = 0; round <= last; round++)); do
    for tool in $(in_turn "$round" paas tar-gzip); do
      rm -rf "$WORK/big-cache" "$WORK/big-layer.tar.gz" "$memory"
      if [ "$round" = 0 ]; then
        # Only so that the files are in the machine's memory.
        [ "$tool" = paas ] || pack_big tar-gzip "$folder" "$memory" 0 > /dev/null 2>&1
        continue
      fi
      measure write "$tool" "$round" pack_big "$tool" "$folder" "$memory" "$round"
      if [ "$tool" = paas ]; then
        figure peak-memory paas "$round" "$(awk '{ printf "%.1f", $1 / 1024 }' "$memory")" MiB
      else
        figure size tar-gzip "$round" "$(stat -c %s "$WORK/big-layer.tar.gz")" B
      fi
    done
  done
  rm -rf "$folder" "$WORK/big-cache" "$WORK/big-layer.tar.gz"
  remove_namespaces
}

# pack_big TOOL FOLDER MEMORY ROUND
pack_big() {
  case $1 in
    paas)
      XDG_CACHE_HOME=$WORK/big-cache PAAS_CDS=off /usr/bin/time --quiet -o "$3" -f %M \
        paas build -f "$2" --cluster "$CLUSTER" --force
      ;;
    tar-gzip) tar -cf - -C "$2" files | gzip -1 > "$WORK/big-layer.tar.gz" ;;
  esac
}

# Seven files of ten are of words, the others of bytes that cannot be packed: about what programs and their libraries come to.
make_big_app() {
  mkdir -p "$1/files"
  python3 - "$1/files" "$BIG_FILES" "$BIG_MEAN" << 'PYTHON' || give_up "the files could not be made"
import os
import random
import sys

folder, files, mean = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(1)
words = ["".join(chance.choice("etaoinshrdlucmfwypvbgkjqxz") for _ in range(chance.randint(2, 10))) for _ in range(5000)]
text = " ".join(chance.choice(words) for _ in range(900000)).encode()
noise = chance.randbytes(8 << 20)
for number in range(files):
    source = text if number % 10 < 7 else noise
    size = chance.randint(mean // 6, mean * 11 // 6)
    begin = chance.randrange(len(source) - size)
    below = os.path.join(folder, str(number // 200))
    os.makedirs(below, exist_ok=True)
    with open(os.path.join(below, str(number)), "wb") as file:
        file.write(source[begin:begin + size])
PYTHON
  printf 'FROM scratch\nCOPY files/ /files/\nUSER 10001\n' > "$1/Dockerfile"
  printf 'app: big-layer\nteam: %s-paas\ndockerfile: Dockerfile\nport: 8080\nclusters: {%s: {}}\n' "$TEAM" "$CLUSTER" > "$1/paas.yaml"
  printf 'files/\n' > "$1/.gitignore"
  git -C "$1" init -q && git -C "$1" add -A && commit_all "$1" "as it is"
}
