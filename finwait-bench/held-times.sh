#!/bin/sh
# Measures how long a graceful close holds a connection whose peer behaves well: on loopback, and as root also over paths
# with a round-trip time of 2, 20 and 100 ms, between network namespaces that end with this script.
#     finwait-bench/held-times.sh [CONNECTIONS]
# Needs what ./build made, and python3 for the paths.
set -eu

here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
root=$(dirname "$here")
name=held-times
. "$root/etc/jdk.sh"
connections=${1:-300}

find_jdk 25 || {
    echo "$name: needs a JDK 25 or newer, but found ${java_seen:-no Java}" >&2
    exit 3
}
bench=$here/target/finwait-bench.jar
[ -f "$bench" ] || {
    echo "$name: $bench is missing; run ./build first" >&2
    exit 3
}
held="$jdk/bin/java --enable-native-access=ALL-UNNAMED -Xmx256m -cp $bench dev.finwait.bench.held.HeldTimes"

echo "loopback"
$held loopback "$connections"

[ "$(id -u)" = 0 ] && command -v ip >/dev/null && command -v python3 >/dev/null || {
    echo "$name: skipped: paths with a delay, which need root, ip and python3" >&2
    exit 0
}

server=finwait-held-s$$
client=finwait-held-c$$
path=finwait-held-p$$
bridge=
clean() {
    trap '' INT TERM
    [ -z "$bridge" ] || kill "$bridge" 2>/dev/null || true
    for ns in "$server" "$client" "$path"; do
        ip netns del "$ns" 2>/dev/null || true
    done
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for ns in "$server" "$client" "$path"; do
    ip netns add "$ns"
done
ip -n "$path" link add toserver type veth peer name out netns "$server"
ip -n "$path" link add toclient type veth peer name out netns "$client"
ip -n "$server" addr add 10.213.0.1/24 dev out
ip -n "$client" addr add 10.213.0.2/24 dev out
for each in "$server out" "$client out" "$path toserver" "$path toclient"; do
    ip -n ${each% *} link set ${each#* } up
done

port=8500
for oneway in 1 10 50; do
    echo "a path of $((2 * oneway)) ms"
    ip netns exec "$path" python3 "$here/delay-bridge.py" toserver toclient "$oneway" &
    bridge=$!
    timeout 300 ip netns exec "$client" $held ask 10.213.0.1 "$port" "$connections" &
    asking=$!
    timeout 300 ip netns exec "$server" $held serve 10.213.0.1 "$port" "$connections"
    wait "$asking"
    kill "$bridge"
    wait "$bridge" 2>/dev/null || true
    bridge=
    port=$((port + 10))
done
