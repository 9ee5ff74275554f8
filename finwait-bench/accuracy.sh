#!/bin/bash
# Stages endings on real kernels, has `finwait why` explain the captures, and prints how often it was right, in Markdown.
#     finwait-bench/accuracy.sh [DIR]    keeps captures, intents and verdicts in DIR; takes some twenty-five minutes
# Needs root, and tcpdump, iproute2, iptables, ethtool and python3. Of the other programs it takes those that it finds.
set -euo pipefail

here=$(cd -P "$(dirname "$0")" && pwd)
root=$(dirname "$here")
name=accuracy
[ "$(id -u)" = 0 ] || {
    echo "$name: recording packets and making network namespaces need root" >&2
    exit 3
}
for needed in tcpdump ip iptables ethtool python3; do
    command -v "$needed" >/dev/null || {
        echo "$name: $needed is missing (Debian: apt-get install tcpdump iproute2 iptables ethtool python3)" >&2
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
[ -f "$work/near/intents.jsonl" ] || python3 "$here/endings/programs.py" "$work/near" >&2
[ -f "$work/far/intents.jsonl" ] || python3 "$here/endings/programs.py" "$work/far" --delay 10 --loss 2 --late 2 --segments >&2
[ -f "$work/six/intents.jsonl" ] || python3 "$here/endings/programs.py" "$work/six" --ipv6 --segments >&2
"$root/finwait" why "$work/common.pcap" --json >"$work/common.verdicts.jsonl"
for capture in "$work"/rare/*.pcap "$work"/near/*.pcap "$work"/far/*.pcap "$work"/six/*.pcap; do
    "$root/finwait" why "$capture" --json >"${capture%.pcap}.verdicts.jsonl"
done

status=0
judge() {
    local title=$1 pairs=() capture
    shift
    for capture in "$@"; do
        pairs+=("${capture%.pcap}.verdicts.jsonl" "$(dirname "$capture")/intents.jsonl")
    done
    echo
    echo "### $title"
    echo
    run dev.finwait.bench.accuracy.Accuracy "${pairs[@]}" || status=1
}
echo "### Common endings, in one network namespace"
echo
run dev.finwait.bench.accuracy.Accuracy "$work/common.verdicts.jsonl" "$work/common.intents.jsonl" || status=1
for side in client server; do
    judge "Rare endings, captured at the $side" "$work/rare/$side.pcap"
done
judge "Other programs, captured at client, router and server" "$work"/near/*.pcap
for side in client router server; do
    judge "Other programs over a slow and bad wire, captured at the $side" "$work/far/$side.pcap"
    judge "Other programs over IPv6 with offloads, captured at the $side" "$work/six/$side.pcap"
done
exit $status
