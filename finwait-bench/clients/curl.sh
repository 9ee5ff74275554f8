#!/bin/sh
# Uploads with curl: curl.sh ADDRESS PORT PATH MEGABYTES RUNS ANSWER_BYTES. Prints one word a run.
set -u
upload=$(mktemp)
trap 'rm -f "$upload"' EXIT
trap 'exit 1' INT TERM
truncate -s "${4}000000" "$upload"
i=0
while [ "$i" -lt "$5" ]; do
    i=$((i + 1))
    # Without the empty Expect curl asks first and uploads nothing.
    got=$(curl -s --max-time 10 -o /dev/null -w '%{http_code} %{size_download}' -H 'Expect:' \
        --data-binary "@$upload" "http://$1:$2$3")
    status=$?
    case "$status $got" in
        "0 413 $6") echo FULL ;;
        28*) echo MUTUAL_WAIT ;;
        0*) echo OTHER ;;
        *" 413 "*) echo PARTIAL ;;
        *) echo NOTHING ;;
    esac
done
