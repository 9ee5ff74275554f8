#!/bin/sh
# Counts the early answers that arrive from Finwait and from other servers, side by side in one run.
#     finwait-bench/early-responses.sh            under ten minutes
#     finwait-bench/early-responses.sh --full     2,400 connections a server on loopback, more of everything
#     finwait-bench/early-responses.sh --finwait  Finwait and plain close only; also with --full
# Needs what ./build made. Everything it starts listens on 127.0.0.1, or inside a network namespace of its own (only
# as root), and ends with it. Tables go to standard output, each cell to finwait-bench/target/early-responses.tsv.
set -eu

here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
root=$(dirname "$here")
name=early-responses
. "$root/etc/jdk.sh"

full=
plan=quick
only=
while [ $# -gt 0 ]; do
    case $1 in
        --full)
            full=_full
            plan=full
            ;;
        --finwait) only=1 ;;
        *)
            echo "$name: unknown argument '$1'; there are --full and --finwait" >&2
            exit 2
            ;;
    esac
    shift
done

find_jdk 25 || {
    echo "$name: needs a JDK 25 or newer, but found ${java_seen:-no Java}" >&2
    exit 3
}
java=$jdk/bin/java
examples=$root/finwait-examples/target/finwait-examples.jar
bench=$here/target/finwait-bench.jar
for jar in "$examples" "$bench"; do
    [ -f "$jar" ] || {
        echo "$name: $jar is missing; run ./build first" >&2
        exit 3
    }
done

# Copies, so that a build meanwhile does no harm.
work=$(mktemp -d)
mkdir "$work/examples" "$work/bench"
cp -R "$examples" "$root/finwait-examples/target/lib" "$work/examples/"
cp -R "$bench" "$here/target/lib" "$work/bench/"
examples=$work/examples/${examples##*/}
bench=$work/bench/${bench##*/}
cells=$here/target/early-responses.tsv
rm -f "$cells"
pids=
namespaces=
skipped=

# Ends what this run started, by process id, and takes its namespaces away.
clean() {
    trap '' INT TERM
    stop_servers
    for ns in $namespaces; do
        ip netns del "$ns" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

stop_servers() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null || true
    done
    for pid in $pids; do
        wait "$pid" 2>/dev/null || true
    done
    pids=
}

skip() {
    echo "$name: skipped: $*" >&2
    skipped="$skipped- skipped: $*
"
}

# --- what there is -------------------------------------------------------------------------------------------------

kinds='finwait-graceful finwait-pool plain'
others() {
    kinds="$kinds jdk"
    if [ -n "$(ls "$here/target/servers" 2>/dev/null)" ] ||
        JAVA_HOME=$jdk mvn -q -B -f "$here/servers/pom.xml" dependency:copy-dependencies >/dev/null 2>&1; then
        kinds="$kinds jetty tomcat"
    else
        skip "Jetty and Tomcat, Maven could not fetch them"
    fi
    if command -v nginx >/dev/null; then
        kinds="$kinds nginx"
    else
        skip "nginx, not installed (Debian: apt-get install nginx-light)"
    fi
    if command -v go >/dev/null && GOCACHE=$work/go GO111MODULE=off go build -o "$work/go-server" "$here/servers/go-server.go"; then
        kinds="$kinds go"
    else
        skip "Go net/http, no working go (Debian: apt-get install golang-go)"
    fi
}

[ -n "$only" ] || others

title() {
    case $1 in
        finwait-graceful) echo 'Finwait graceful' ;;
        finwait-pool) echo 'Finwait pool' ;;
        plain) echo 'plain close' ;;
        jdk) echo 'JDK httpserver' ;;
        jetty) echo 'Jetty 12.1' ;;
        tomcat) echo 'Tomcat 11' ;;
        nginx) echo "nginx $(nginx -v 2>&1 | sed 's|.*/||')" ;;
        go) echo "Go net/http $(go env GOVERSION | sed 's/go//')" ;;
    esac
}

# --- servers -------------------------------------------------------------------------------------------------------

# start KIND ADDRESS PORT [NAMESPACE]: starts a server. The process it notes is the server itself.
start() {
    log=$work/$1-$3.log
    in_ns=${4:+ip netns exec $4}
    case $1 in
        finwait-graceful) java_server -jar "$examples" early-response-server --address "$2" --port "$3" --close graceful ;;
        finwait-pool) java_server -jar "$examples" early-response-server --address "$2" --port "$3" --close pool ;;
        plain) java_server -jar "$examples" early-response-server --address "$2" --port "$3" --close plain ;;
        jdk) java_server "$here/servers/JdkServer.java" "$2" "$3" ;;
        jetty) java_server -cp "$here/target/servers/*" "$here/servers/JettyServer.java" "$2" "$3" ;;
        tomcat) java_server -cp "$here/target/servers/*" "$here/servers/TomcatServer.java" "$2" "$3" ;;
        nginx) start_nginx "$2" "$3" ;;
        go) launch "$work/go-server" "$2:$3" ;;
    esac
}

java_server() {
    launch "$java" -Xmx256m -XX:+UseSerialGC "$@"
}

launch() {
    # ip becomes the program, so its process id is the server's.
    $in_ns "$@" >"$log" 2>&1 &
    pids="$pids $!"
}

start_nginx() {
    folder=$work/nginx-$2
    mkdir -p "$folder/answers"
    head -c 200 /dev/zero >"$folder/answers/small"
    head -c 2097152 /dev/zero >"$folder/answers/big"
    chmod -R a+rX "$work"
    sed -e "s|@folder@|$folder|; s|@address@|$1|; s|@port@|$2|" "$here/servers/nginx.conf" >"$folder/nginx.conf"
    launch nginx -c "$folder/nginx.conf" -e "$folder/error.log"
}

# reachable ADDRESS PORT: waits until a server answers there.
reachable() {
    tries=0
    while ! curl -s -o /dev/null --max-time 2 "http://$1:$2/s"; do
        tries=$((tries + 1))
        [ $tries -lt 60 ] && kill -0 "${pids##* }" 2>/dev/null || return 1
        sleep 0.5
    done
}

# --- measuring -----------------------------------------------------------------------------------------------------

measure() {
    class=$1
    shift
    "$java" -Xmx256m -cp "$bench" "dev.finwait.bench.early.$class" "$@"
}

on_loopback() {
    port=$((20000 + $$ % 20000))
    set --
    for kind in $kinds; do
        port=$((port + 1))
        start "$kind" 127.0.0.1 "$port"
        if reachable 127.0.0.1 "$port"; then
            set -- "$@" "$(title "$kind")=127.0.0.1:$port"
        else
            skip "$(title "$kind") on loopback, it did not start: $(tail -1 "$log")"
        fi
    done
    echo "### Loopback"
    echo
    measure EarlyResponses --where loopback --plan "$plan" --cells "$cells" "$@"
    echo "### Slow upload: 4 MB at 1 MB/s, loopback"
    echo
    measure EarlyResponses --where slow --plan "slow$full" --at-once 30 --all-servers-at-once --cells "$cells" "$@"
    echo "### Real clients: 10 MB, loopback, full answers in %"
    echo
    real_clients "$@"
    stop_servers
}

real_clients() {
    set -- --client "curl=$here/clients/curl.sh" \
        --client "java.net.http=$java -Xmx256m $here/clients/HttpClientUploads.java" "$@"
    if command -v python3 >/dev/null; then
        set -- --client "Python http.client=python3 $here/clients/client.py" "$@"
    else
        skip "Python, not installed"
    fi
    if command -v node >/dev/null; then
        set -- --client "Node http=node $here/clients/client.js" "$@"
    else
        skip "Node, not installed"
    fi
    measure RealClients --where loopback --runs "$([ -n "$full" ] && echo 50 || echo 15)" --cells "$cells" "$@"
}

# Each server has a path of 50 Mbit/s of its own, so that all can be measured side by side.
on_narrow_paths() {
    if [ "$(id -u)" -ne 0 ] || ! command -v tc >/dev/null; then
        skip "the path of 50 Mbit/s, which needs root, ip and tc"
        return
    fi
    number=0
    set --
    for kind in $kinds; do
        number=$((number + 1))
        address=10.213.$number.2
        if narrow_path "$number" && start "$kind" "$address" 8080 "$ns" && reachable "$address" 8080; then
            set -- "$@" "$(title "$kind")=$address:8080"
        else
            skip "$(title "$kind") on the narrow path, it did not start: $(tail -1 "$log")"
        fi
    done
    echo "### A path of 50 Mbit/s in both directions (network namespaces, tc tbf)"
    echo
    measure EarlyResponses --where narrow --plan "narrow$full" --at-once 2 --all-servers-at-once --cells "$cells" "$@"
    stop_servers
}

# narrow_path NUMBER: makes the namespace `ns` with 10.213.NUMBER.2, reached through a slow pair of interfaces.
narrow_path() {
    ns=fwb$$-$1
    ip netns add "$ns" || return 1
    namespaces="$namespaces $ns"
    ip link add "fwb$1p$$" type veth peer name eth0 netns "$ns" &&
        ip addr add "10.213.$1.1/30" dev "fwb$1p$$" && ip link set "fwb$1p$$" up &&
        ip -n "$ns" addr add "10.213.$1.2/30" dev eth0 && ip -n "$ns" link set eth0 up &&
        ip -n "$ns" link set lo up &&
        tc qdisc add dev "fwb$1p$$" root tbf rate 50mbit burst 64kb latency 50ms &&
        tc -n "$ns" qdisc add dev eth0 root tbf rate 50mbit burst 64kb latency 50ms
}

echo "Linux $(uname -r), $(nproc) processors, $("$java" --version | head -1), $(date -u +%F)"
echo
on_loopback
on_narrow_paths
printf '%s' "$skipped"
