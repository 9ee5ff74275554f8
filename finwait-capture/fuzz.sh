#!/bin/sh
# Fuzzes the reader of captures for so many seconds (60 by default), from the module's folder:
#     ../build test-compile -Pfuzz && ./fuzz.sh 600
# Finds of interest are collected in target/fuzz/corpus; what fails is left in target/fuzz.
set -eu
cd "$(dirname "$0")"
corpus=target/fuzz/corpus
if [ ! -f target/fuzz/class-path ]; then
    echo "fuzz.sh: first run ../build test-compile -Pfuzz -am -pl finwait-capture, at the root: ./build" >&2
    exit 2
fi
mkdir -p "$corpus"
cd target/fuzz
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g --enable-native-access=ALL-UNNAMED \
    -cp "../test-classes:../classes:$(cat class-path)" com.code_intelligence.jazzer.Jazzer \
    --target_class=dev.finwait.capture.decode.CaptureFuzzTarget \
    --instrumentation_includes='dev.finwait.**' --disabled_hooks='com.code_intelligence.jazzer.**' \
    -max_total_time="${1:-60}" -max_len=8192 -timeout=20 -rss_limit_mb=3000 \
    corpus ../../src/test/resources/fuzz ../../src/test/resources/captures
