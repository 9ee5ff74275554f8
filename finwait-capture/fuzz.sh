#!/bin/sh
# Fuzzes the reader of captures for so many seconds, 60 unless told. First, in the root of the project:
#     ./build test-compile -Pfuzz -pl finwait-capture -am
# What is new of coverage is collected in target/fuzz/corpus, what fails in target/fuzz. Worth keeping is what shows
# something: copy it to src/test/resources/fuzz, where FuzzCorpusTest runs it in every build.
set -eu
cd "$(dirname "$0")"
corpus=target/fuzz/corpus
if [ ! -f target/fuzz/class-path ]; then
    echo "fuzz.sh: nothing is built for it: run ./build test-compile -Pfuzz -pl finwait-capture -am in the root" >&2
    exit 2
fi
mkdir -p "$corpus"
cd target/fuzz
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g \
    -cp "../test-classes:../classes:$(cat class-path)" com.code_intelligence.jazzer.Jazzer \
    --target_class=dev.finwait.capture.decode.CaptureFuzzTarget \
    --instrumentation_includes='dev.finwait.**' \
    -max_total_time="${1:-60}" -max_len=8192 -timeout=20 -rss_limit_mb=3000 \
    corpus ../../src/test/resources/fuzz ../../src/test/resources/captures
