# Makes the folder that ./finwait runs from. Sourced by ./build and ./finwait, which set `root`, `name` and `jdk`.
#
# finwait-cli/target/dist holds the class path, `sources` (an empty file as old as the sources it was built from),
# `finwait.aot` (the JDK's ahead-of-time cache, absent if that JDK can make none) and `aot.jdk` (what the cache is for).

target=$root/finwait-cli/target
dist=$target/dist
lock=$root/target/finwait.lock
log=$root/target/finwait-build.log

# The commands that the cache is trained with, and how often each is run: `why` until the JDK has noted all that a large
# capture would have it compile.
training='1 explain 104;1 explain --list;1 lab --list;1 help;1 misspelt'
training="$training;1 why samples/endings.pcap samples/service.pcap.gz --html /dev/null --force"
training="$training;60 why samples/service.pcap.gz --json;60 why samples/endings.pcap;--version"

# is_current: whether dist was built from the sources as they are.
is_current() {
    [ -f "$dist/sources" ] &&
        [ -z "$(find "$root/pom.xml" "$root"/finwait-*/pom.xml "$root"/finwait-*/src/main -newer "$dist/sources")" ]
}

# use_same_jdk: sets `jdk` to the JDK that the cache belongs to, unless JAVA_HOME asks for another. No search is needed.
use_same_jdk() {
    jdk=${JAVA_HOME-}
    [ -z "$jdk" ] || ! jdk_fits 25 || return 0
    [ -f "$dist/aot.jdk" ] && read -r _ jdk <"$dist/aot.jdk" && jdk_fits 25
}

# is_trained: whether the cache belongs to the JDK that was found.
is_trained() {
    [ -f "$dist/aot.jdk" ] && read -r trained <"$dist/aot.jdk" && [ "$trained" = "$jdk_version $jdk" ]
}

# note_sources: remembers the time from which on a change of sources asks for another build.
note_sources() {
    mkdir -p "$target" "$root/target" || cannot_run "cannot write into $root: change its owner, or copy it elsewhere."
    rm -rf "$target/lib"
    : >"$target/sources"
}

# install_dist: takes what Maven has packaged over to dist.
install_dist() {
    new=$target/dist.new
    rm -rf "$new" &&
        mkdir "$new" &&
        cp "$target"/lib/*.jar "$target"/finwait-cli-*.jar "$new" &&
        upgrade_picocli &&
        mv "$target/sources" "$new" &&
        rm -rf "$dist" &&
        mv "$new" "$dist"
}

# upgrade_picocli: see the class it calls.
upgrade_picocli() {
    for jar in "$target"/lib/picocli-*.jar; do
        "$jdk/bin/java" -cp "$(echo "$target"/finwait-cli-*.jar)" \
            dev.finwait.cli.dist.ClassUpgrade "$jar" "$new/${jar##*/}" || return
    done
}

# train: makes the cache. Without it everything works, only slower to start.
train() {
    rm -f "$dist/finwait.aot" "$dist/aot.jdk"
    class_path
    (
        cd "$root" || exit
        IFS=';'
        # shellcheck disable=SC2086 # one argument for each command
        "$jdk/bin/java" -XX:AOTCacheOutput="$dist/finwait.aot" -XX:+UseSerialGC -Xlog:disable \
            --enable-native-access=ALL-UNNAMED -cp "$class_path" dev.finwait.cli.dist.TrainingRun $training
    ) >>"$log" 2>&1 </dev/null || rm -f "$dist/finwait.aot"
    echo "$jdk_version $jdk" >"$dist/aot.jdk"
}

class_path() {
    class_path=
    for jar in "$dist"/*.jar; do
        class_path=$class_path:$jar
    done
    class_path=${class_path#:}
}

# take_lock: waits until no other process makes dist. The lock is a link whose target is its owner's process id.
take_lock() {
    mkdir -p "$root/target" || cannot_run "cannot write into $root: change its owner, or copy it elsewhere."
    told=
    until ln -s $$ "$lock" 2>/dev/null; do
        owner=$(readlink "$lock") || {
            # Released just now, unless somebody has removed the whole folder.
            [ -d "$root/target" ] || cannot_run "$root/target was removed while it was waited for: run it again."
            continue
        }
        if ! is_alive "$owner"; then
            break_lock
        elif [ -z "$told" ]; then
            echo "$name: waiting for process $owner, which is building finwait ..." >&2
            told=yes
        else
            sleep 1
        fi
    done
    trap release_lock EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

is_alive() {
    kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ] || ps -p "$1" >/dev/null 2>&1
}

# break_lock: removes the lock of a dead owner. Only one process at a time may, or a fresh lock could be removed.
break_lock() {
    if mkdir "$lock.break" 2>/dev/null; then
        [ "$(readlink "$lock")" != "$owner" ] || rm -f "$lock"
        rmdir "$lock.break"
    else
        sleep 1
    fi
}

release_lock() {
    trap - EXIT HUP INT TERM
    [ -z "${child-}" ] || kill "$child" 2>/dev/null || :
    rm -f "$lock"
}

# make_dist: builds, quietly, what is missing.
make_dist() {
    take_lock
    if ! is_current; then
        need_maven
        if [ -d "$dist" ]; then
            echo "$name: building finwait again, its sources have changed ..." >&2
        else
            echo "$name: building finwait (first use, about a minute) ..." >&2
        fi
        note_sources
        (run_maven --quiet -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip -pl finwait-cli -am package) \
            >"$log" 2>&1 </dev/null &
        child=$!
        wait "$child" || cannot_run "the build failed. Its log: $log"
        child=
        install_dist >>"$log" 2>&1 || cannot_run "the build failed. Its log: $log"
    fi
    is_trained || train
    release_lock
}
