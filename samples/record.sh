#!/bin/sh
# Records the samples of this folder anew: endings that the lab stages, on a loopback of their own. Needs root, tcpdump
# and unshare. Usage: samples/record.sh [SAMPLE...]
set -eu
cd "$(dirname "$0")/.."

# record NAME SCENARIO...: one capture with these endings, headers and the first bytes of payload only.
record() {
    sample=samples/$1.pcap
    shift
    unshare -n sh -c '
        sample=$1
        shift
        ip link set lo up
        tcpdump -i lo -s 96 -U -w "$sample" tcp 2>samples/tcpdump.log &
        tcpdump=$!
        until grep -q "listening on" samples/tcpdump.log; do sleep 0.1; done
        ./finwait lab "$@" >&2
        sleep 1
        kill "$tcpdump"
        wait "$tcpdump" || true
        rm samples/tcpdump.log
    ' sh "$sample" "$@"
}

[ $# -gt 0 ] || set -- endings orderly
for name in "$@"; do
    case $name in
        endings)
            record endings connect-closed-port linger-zero read-after-close-with-unread \
                half-close-then-close-with-unread listener-closed-with-queue process-killed-with-unread \
                first-write-after-fin early-response-close
            ;;
        orderly) record orderly read-after-clean-close half-close-drain-close java-socket-graceful ;;
        *) echo "samples/record.sh: it records endings and orderly, not $name" >&2; exit 2 ;;
    esac
done
