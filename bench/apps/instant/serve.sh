# BENCH_MODE: serve (answers on 8080), crash (ends at once), deaf (runs and answers nothing).
trap 'exit 0' TERM
case ${BENCH_MODE:-serve} in
  crash)
    echo "this app ends at once" >&2
    exit 3
    ;;
  deaf) sleep 86400 & ;;
  *) httpd -f -p 8080 -h /www & ;;
esac
wait
