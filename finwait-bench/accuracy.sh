#!/bin/bash
# Stages endings on real kernels, has `finwait why` explain the captures, and prints how often it was right, in Markdown.
#     finwait-bench/accuracy.sh [DIR]    keeps captures, intents and verdicts in DIR; takes some four minutes
# Needs root, and tcpdump, iproute2, iptables and python3.
set -euo pipefail

here=$(cd -P "$(dirname "$0")" && pwd)
root=$(dirname "$here")
name=accuracy
[ "$(id -u)" = 0 ] || {
    echo "$name: recording packets and making network namespaces need root" >&2
    exit 3
}
for needed in tcpdump ip iptables python3; do
    command -v "$needed" >/dev/null || {
        echo "$name: $needed is missing (Debian: apt-get install tcpdump iproute2 iptables python3)" >&2
        exit 3
    }
done
# shellcheck source=../etc/jdk.sh
. "$root/etc/jdk.sh"
find_jdk 25 || {
    echo "$name: there is no JDK 25" >&2
    exit 3
}
jar=$here/target/finwait-bench.jar
[ -f "$jar" ] || {
    echo "$name: build it first: ./build package -pl finwait-bench -am -Dmaven.test.skip" >&2
    exit 3
}

if [ $# -gt 0 ]; then
    work=$1
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
run() { "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$jar" "$@"; }

[ -f "$work/common.pcap" ] || run dev.finwait.bench.traffic.RecordTraffic "$work/common.pcap" --size 40M >&2
[ -f "$work/rare/intents.jsonl" ] || python3 "$here/endings/rare.py" "$work/rare" >&2
"$root/finwait" why "$work/common.pcap" --json >"$work/common.verdicts.jsonl"
for side in client server; do
    "$root/finwait" why "$work/rare/$side.pcap" --json >"$work/rare/$side.verdicts.jsonl"
done

echo "### Common endings, in one network namespace"
echo
run dev.finwait.bench.accuracy.Accuracy "$work/common.verdicts.jsonl" "$work/common.intents.jsonl"
for side in client server; do
    echo
    echo "### Rare endings, captured at the $side"
    echo
    run dev.finwait.bench.accuracy.Accuracy "$work/rare/$side.verdicts.jsonl" "$work/rare/intents.jsonl"
done
