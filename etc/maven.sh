# Runs Maven on the right JDK. Sourced by ./build and ./finwait, which set `root` and `name` (for messages).

cannot_run() {
    echo "$name: $*" >&2
    exit 3
}

# need_jdk: sets `jdk` to the home of a JDK that builds and runs Finwait, or ends with status 3.
need_jdk() {
    find_jdk 25 || cannot_run "Finwait needs a JDK 25 or newer, but found ${java_seen:-no Java}." \
        "Install one (such as Temurin 25) or set JAVA_HOME to it."
}

# need_maven: sets `maven` to the version of the Maven in PATH, or ends with status 3.
need_maven() {
    command -v mvn >/dev/null ||
        cannot_run "Finwait is built by Maven 3.8.7 or newer, but there is no mvn in PATH." \
            "Install it (Debian: apt-get install maven; macOS: brew install maven)."
    maven=$(JAVA_HOME=$jdk mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    case $maven in
        '' | [0-2].* | 3.[0-7] | 3.[0-7].* | 3.8 | 3.8.[0-6])
            cannot_run "Finwait is built by Maven 3.8.7 or newer, but $(command -v mvn) is ${maven:-not usable}." \
                "Install a newer one and put it first in PATH."
            ;;
    esac
}

# run_maven ARGS: replaces this shell by Maven. The JVM option silences warnings about Maven's own libraries.
run_maven() {
    cd "$root"
    JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS-} --sun-misc-unsafe-memory-access=allow" \
        exec mvn --batch-mode --no-transfer-progress "$@"
}
