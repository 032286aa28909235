# shellcheck shell=bash
# Loads every piece. The caller has set SANDBOX_DIR to the folder that holds this lib/.
for piece in settings say lock process health packages go binaries pki kubeconfig network node \
  components images platform cluster fake-nodes metrics cleanup; do
  # shellcheck source=/dev/null
  . "$SANDBOX_DIR/lib/$piece.sh"
done
unset piece
