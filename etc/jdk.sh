# Finds a JDK by the `release` file in its home, without starting a JVM. Sourced by ./build and ./finwait.

# find_jdk FROM [TO]: sets `jdk` to the home of a JDK of such a version, or fails. Looks in JAVA_HOME, PATH,
# /usr/lib/jvm, ~/.sdkman and macOS's folder. Sets `java_seen` to the first Java that did not fit.
find_jdk() {
    java_seen=
    jdk=${JAVA_HOME-}
    jdk_fits "$@" && return
    jdk=$(command -v java) && jdk=$(readlink -f "$jdk") && jdk=${jdk%/bin/java}
    jdk_fits "$@" && return
    for jdk in /usr/lib/jvm/* "${HOME-}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        jdk_fits "$@" && return
    done
    return 1
}

jdk_fits() {
    [ -x "$jdk/bin/java" ] && [ -r "$jdk/release" ] || return 1
    while IFS='=' read -r key jdk_version; do
        [ "$key" != JAVA_VERSION ] || break
    done <"$jdk/release"
    jdk_version=${jdk_version#\"}
    jdk_version=${jdk_version%\"}
    jdk_major=${jdk_version%%[!0-9]*}
    if [ -x "$jdk/bin/javac" ] && [ "${jdk_major:-0}" -ge "$1" ] && [ "${jdk_major:-0}" -le "${2:-999}" ]; then
        return 0
    fi
    : "${java_seen:=Java $jdk_version in $jdk}"
    return 1
}
