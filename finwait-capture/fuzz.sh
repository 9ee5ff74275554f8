#!/bin/sh
# Fuzzes a part of finwait-capture for so many seconds, 60 unless told:
#     fuzz.sh reader [SECONDS]     reader and decoder, with any bytes as a capture
#     fuzz.sh flows [SECONDS]      what follows connections and judges their resets, with any segments
# First, in the root of the project:
#     ./build test-compile -Pfuzz -pl finwait-capture -am
# What is new of coverage is collected in target/fuzz/PART, what fails in target/fuzz. Worth keeping is what shows
# something: copy it to src/test/resources/fuzz/PART, where FuzzCorpusTest runs it in every build.
set -eu
cd "$(dirname "$0")"
part=${1:-}
case $part in
    reader) target=dev.finwait.capture.decode.CaptureFuzzTarget seeds=../../src/test/resources/captures ;;
    flows) target=dev.finwait.capture.flow.FlowsFuzzTarget seeds= ;;
    *)
        echo "fuzz.sh: say which part, 'reader' or 'flows', and for how many seconds" >&2
        exit 2
        ;;
esac
if [ ! -f target/fuzz/class-path ]; then
    echo "fuzz.sh: nothing is built for it: run ./build test-compile -Pfuzz -pl finwait-capture -am in the root" >&2
    exit 2
fi
mkdir -p "target/fuzz/$part"
cd target/fuzz
# shellcheck disable=SC2086 # no seeds are no argument
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g \
    -cp "../test-classes:../classes:$(cat class-path)" com.code_intelligence.jazzer.Jazzer \
    --target_class="$target" --instrumentation_includes='dev.finwait.**' \
    -max_total_time="${2:-60}" -max_len=8192 -timeout=20 -rss_limit_mb=3000 \
    "$part" "../../src/test/resources/fuzz/$part" $seeds
