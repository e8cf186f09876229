# Finds a JDK and Maven on this machine. Sourced by ./skidway; starts no process, so it costs about a millisecond.

# Tests set this to an empty folder to hide the JDKs of the machine.
SYSTEM_ROOT="${SKIDWAY_SYSTEM_ROOT:-}"

# jdk_major HOME: prints the major version of the JDK in HOME, or fails when there is none.
jdk_major() {
    local line
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line || [ -n "$line" ]; do
        case "$line" in
            JAVA_VERSION=*)
                line="${line#JAVA_VERSION=}"
                line="${line//\"/}"
                printf '%s' "${line%%[.+-]*}"
                return 0
                ;;
        esac
    done <"$1/release"
    return 1
}

# try_jdk HOME: takes HOME as the JDK when it is new enough.
try_jdk() {
    local major
    [ -n "$1" ] || return 1
    major="$(jdk_major "$1")" || return 1
    [ "$major" -ge "$JDK_MAJOR_MIN" ] 2>/dev/null || return 1
    JDK="$1"
}

java_home_of_path() {
    local java link
    java="$(command -v java 2>/dev/null)" || return 1
    while [ -L "$java" ]; do
        link="$(readlink "$java")"
        case "$link" in
            /*) java="$link" ;;
            *) java="$(dirname "$java")/$link" ;;
        esac
    done
    (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

# find_jdk: sets JDK, or fails.
find_jdk() {
    local home
    if [ -n "${SKIDWAY_JAVA_HOME:-}" ]; then
        try_jdk "$SKIDWAY_JAVA_HOME" && return 0
        fail 2 "SKIDWAY_JAVA_HOME should hold a JDK $JDK_MAJOR_MIN or later; \"$SKIDWAY_JAVA_HOME\" holds" \
            "$(jdk_major "$SKIDWAY_JAVA_HOME" || printf none). Point it at another folder, or unset it to search."
    fi
    try_jdk "${JAVA_HOME:-}" && return 0
    home="$(java_home_of_path)" && try_jdk "$home" && return 0
    for home in "$SYSTEM_ROOT"/usr/lib/jvm/* "$SYSTEM_ROOT"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "$CACHE"/jdk-*/Contents/Home "$CACHE"/jdk-*; do
        try_jdk "$home" && return 0
    done
    if [ -x "$SYSTEM_ROOT/usr/libexec/java_home" ]; then
        home="$("$SYSTEM_ROOT/usr/libexec/java_home" -v "$JDK_MAJOR_MIN+" 2>/dev/null)" && try_jdk "$home" && return 0
    fi
    return 1
}

# find_maven: sets MAVEN, or fails.
find_maven() {
    local found
    if [ -n "${MVN:-}" ]; then
        MAVEN="$(command -v "$MVN" 2>/dev/null)" && return 0
        fail 2 "MVN should name an executable Maven; \"$MVN\" is none. Correct it, or unset it to search."
    fi
    MAVEN="$(command -v mvn 2>/dev/null)" && return 0
    for found in "$CACHE"/maven-*/bin/mvn; do
        if [ -x "$found" ]; then
            MAVEN="$found"
            return 0
        fi
    done
    return 1
}

require_jdk() {
    find_jdk || { fetch_tool jdk && find_jdk; } || fail 2 "no JDK $JDK_MAJOR_MIN was found after fetching one."
}

require_maven() {
    find_maven || { fetch_tool maven && find_maven; } || fail 2 "no Maven was found after fetching one."
}
