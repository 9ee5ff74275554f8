#!/bin/bash
# Runs `finwait why` and other tools over the same capture, whole processes in turn, and prints a Markdown table.
#     finwait-bench/captures.sh FILE [ROUNDS]    5 rounds unless told otherwise; tshark runs only once
# Wants tcpdump and GNU time; tcptrace, argus and tshark where they are installed. The file has to fit into memory
# beside the largest of them (tshark: three times the file), because it is read from the page cache.
set -euo pipefail

here=$(cd -P "$(dirname "$0")" && pwd)
root=$(dirname "$here")
name=captures
export LC_ALL=C

file=${1-}
rounds=${2-5}
if [ $# -gt 2 ] || [ -z "$file" ] || ! [[ $rounds =~ ^[1-9][0-9]*$ ]]; then
    echo "$name: usage: finwait-bench/captures.sh FILE [ROUNDS]" >&2
    exit 2
fi
[ -r "$file" ] || {
    echo "$name: cannot read $file" >&2
    exit 2
}
for needed in tcpdump /usr/bin/time; do
    command -v "$needed" >/dev/null || {
        echo "$name: $needed is missing (Debian: apt-get install tcpdump time)" >&2
        exit 3
    }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export file root

filter='tcpdump -nn -r "$file" "tcp[tcpflags] & tcp-rst != 0"'
tools=(cat "tcpdump RST filter")
commands=('cat "$file"' "$filter")
notes=()

# add TOOL COMMAND NEEDED...: measures a tool if the programs that it needs are there.
add() {
    local tool=$1 command=$2 program
    shift 2
    for program in "$@"; do
        command -v "$program" >/dev/null || {
            notes+=("$tool: left out, $program is not installed")
            return
        }
    done
    tools+=("$tool")
    commands+=("$command")
}

add tcptrace 'tcptrace -n "$file"' tcptrace
add 'argus and ra' 'argus -X -r "$file" -w - | ra -X -n -r - -s stime saddr sport daddr dport spkts dpkts state' argus ra
# Asked once before, so that it is built.
if "$root/finwait" --help 2>/dev/null | grep -q '^ *why '; then
    add 'finwait why' '"$root/finwait" why "$file"'
    add 'finwait why --json' '"$root/finwait" why "$file" --json'
else
    notes+=("finwait why: left out, ./finwait has no such command")
fi

# measure ROUND TOOL COMMAND: appends "TOOL ROUND WALL CPU KIB", separated by tabs.
measure() {
    local TIMEFORMAT='%3R %3U %3S' times
    times=$({ time /usr/bin/time -q -f %M -o "$work/memory" sh -c "$3" >/dev/null 2>"$work/err"; } 2>&1) || {
        notes+=("$2: ended with an error in round $1: $(tail -1 "$work/err")")
        return
    }
    read -r wall user system <<<"$times"
    awk -v tool="$2" -v round="$1" -v wall="$wall" -v user="$user" -v system_="$system" -v kib="$(tail -1 "$work/memory")" \
        'BEGIN { printf "%s\t%d\t%.3f\t%.3f\t%d\n", tool, round, wall, user + system_, kib }' >>"$work/results"
}

# Brings the file into the page cache.
cat "$file" >/dev/null
for round in $(seq "$rounds"); do
    for i in "${!tools[@]}"; do
        measure "$round" "${tools[i]}" "${commands[i]}"
    done
done
if command -v tshark >/dev/null; then
    measure 1 'tshark RST fields, once' 'tshark -n -r "$file" -Y tcp.flags.reset==1 -T fields \
        -e frame.number -e frame.time_epoch -e ip.src -e tcp.srcport -e ip.dst -e tcp.dstport -e tcp.seq -e tcp.flags'
else
    notes+=("tshark: left out, it is not installed")
fi

echo "$(basename "$file"): $(stat -c %s "$file") bytes; Linux $(uname -r), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg) at the end, $(date -u +%F)"
echo
echo "| | wall s | CPU s | peak MB | wall, to the filter | CPU, to the filter |"
echo "|---|---|---|---|---|---|"
awk -F'\t' '
    function median(list,   values, count, i, j, swap) {
        count = split(list, values, " ")
        for (i = 2; i <= count; i++)
            for (j = i; j > 1 && values[j - 1] + 0 > values[j] + 0; j--) {
                swap = values[j]; values[j] = values[j - 1]; values[j - 1] = swap
            }
        return count % 2 ? values[(count + 1) / 2] : (values[count / 2] + values[count / 2 + 1]) / 2
    }
    $1 == "tcpdump RST filter" { filterWall[$2] = $3; filterCpu[$2] = $4 }
    !($1 in wall) { order[++tools] = $1 }
    {
        wall[$1] = wall[$1] " " $3
        cpu[$1] = cpu[$1] " " $4
        if ($5 > memory[$1]) memory[$1] = $5
        rounds[$1] = rounds[$1] " " $2
    }
    END {
        for (i = 1; i <= tools; i++) {
            tool = order[i]
            count = split(rounds[tool], round, " ")
            split(wall[tool], walls, " ")
            split(cpu[tool], cpus, " ")
            wallRatios = cpuRatios = ""
            for (r = 1; r <= count; r++)
                if (filterWall[round[r]] > 0 && filterCpu[round[r]] > 0) {
                    wallRatios = wallRatios " " walls[r] / filterWall[round[r]]
                    cpuRatios = cpuRatios " " cpus[r] / filterCpu[round[r]]
                }
            printf "| %s | %.2f | %.2f | %.0f | %.2f | %.2f |\n", tool, median(wall[tool]), median(cpu[tool]),
                memory[tool] / 1024, median(wallRatios), median(cpuRatios)
        }
    }' "$work/results"
echo
for note in ${notes[@]+"${notes[@]}"}; do
    echo "- $note"
done
