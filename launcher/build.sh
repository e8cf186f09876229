# Builds what is about to run, and only when sources changed. Sourced by ./skidway.
#
# A program's class path lies in target/launcher/<module>.classpath, whose modification time is the moment its build
# began; a source newer than that makes it stale. Our own jars are copied aside for each build, so that a build never
# pulls them from under a running server.

BUILT="$ROOT/target/launcher"

stamp_of() { printf '%s/%s.classpath' "$BUILT" "${1//\//-}"; }

# fresh MODULE: true when MODULE was built from the sources as they are, and all its jars are still there.
fresh() {
    local stamp newer entry rest
    stamp="$(stamp_of "$1")"
    [ -s "$stamp" ] || return 1
    if [ -z "${SKIDWAY_NO_BUILD:-}" ]; then
        # Folders count too: a deleted source changes nothing but its folder.
        newer="$(cd "$ROOT" && find pom.xml .mvn core server tools tests \
            -type d \( -name target -o -name test \) -prune -o \
            \( -path '*/src/main*' -o -name pom.xml -o -path '.mvn/*' \) -newer "$stamp" -print -quit)"
        [ -z "$newer" ] || return 1
    fi
    rest="$(<"$stamp")"
    while [ -n "$rest" ]; do
        entry="${rest%%:*}"
        [ -e "$entry" ] || return 1
        case "$rest" in
            *:*) rest="${rest#*:}" ;;
            *) rest="" ;;
        esac
    done
}

# ensure_built MODULE...: builds those that are stale, in one Maven run.
ensure_built() {
    local module stale=""
    for module in "$@"; do
        fresh "$module" || stale="${stale:+$stale,}$module"
    done
    [ -n "$stale" ] || return 0
    if [ -n "${SKIDWAY_NO_BUILD:-}" ]; then
        fail 2 "SKIDWAY_NO_BUILD is set and $stale was never built; run ./skidway build first, or unset it."
    fi
    require_maven
    lock_build
    # Whoever held the lock may have built what we need.
    stale=""
    for module in "$@"; do
        fresh "$module" || stale="${stale:+$stale,}$module"
    done
    if [ -n "$stale" ]; then build_modules "$stale"; fi
    unlock_build
}

# One build at a time: two launchers may be started at once.
lock_build() {
    local waited=0 owner
    mkdir -p "$BUILT"
    until mkdir "$BUILT/lock" 2>/dev/null; do
        owner="$(cat "$BUILT/lock/pid" 2>/dev/null || true)"
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$BUILT/lock"
            continue
        fi
        [ "$waited" -ne 5 ] || say "Waiting for another build of this folder (process ${owner:-unknown})."
        [ "$waited" -lt 3000 ] || fail 1 "another build held $BUILT/lock for ten minutes; remove it if none runs."
        waited=$((waited + 1))
        sleep 0.2
    done
    printf '%s' "$$" >"$BUILT/lock/pid"
    trap 'rm -rf "$BUILT/lock"' EXIT
}

unlock_build() {
    rm -rf "$BUILT/lock"
    trap - EXIT
}

# Maven with our JDK; options that only new JDKs know stand here and not in .mvn/jvm.config, so that plain mvn with an old one
# gets as far as saying which JDK it needs.
run_maven() {
    (cd "$ROOT" && JAVA_HOME="$JDK" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" "$MAVEN" -B "$@")
}

# Maven without the checks; its talk goes to stderr and to a log that is shown when it fails.
quick_maven() {
    local log="$BUILT/build.log"
    mkdir -p "$BUILT"
    if ! run_maven -q -T1C -DskipChecks -Dmaven.test.skip=true "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        fail 1 "the build failed; its output is above and in $log."
    fi
}

build_modules() {
    local module list="$1" jars="$BUILT/jars-$$-$(date +%s)" began="$BUILT/began"
    say "Building $list (first use, or sources changed) ..."
    mkdir -p "$jars"
    : >"$began"
    quick_maven -pl "$list" -am package dependency:build-classpath \
        -DincludeScope=runtime -Dmdep.outputFile=target/quick/runtime.classpath
    while [ -n "$list" ]; do
        module="${list%%,*}"
        keep_class_path "$module" "$jars" "$began"
        case "$list" in
            *,*) list="${list#*,}" ;;
            *) list="" ;;
        esac
    done
    rm -f "$began"
    case "$1" in
        *server/app*) write_archive ;;
    esac
    # Jars of earlier builds stay until no class path names them.
    for module in "$BUILT"/jars-*; do
        grep -qsF "$module/" "$BUILT"/*.classpath || rm -rf "$module"
    done
}

# keep_class_path MODULE JARS BEGAN: writes MODULE's class path with our own jars copied into JARS.
keep_class_path() {
    local module="$1" jars="$2" began="$3" stamp entry rest line="" own
    stamp="$(stamp_of "$module")"
    own=("$ROOT/$module"/target/quick/skidway-*.jar)
    rest="$(printf '%s\n' "${own[@]}" | grep -v -e '-tests\.jar$' -e '-sources\.jar$' | head -n 1)"
    [ -f "$rest" ] || fail 1 "expected a jar in $ROOT/$module/target/quick after its build and found none."
    [ ! -s "$ROOT/$module/target/quick/runtime.classpath" ] || rest="$rest:$(<"$ROOT/$module/target/quick/runtime.classpath")"
    while [ -n "$rest" ]; do
        entry="${rest%%:*}"
        case "$rest" in
            *:*) rest="${rest#*:}" ;;
            *) rest="" ;;
        esac
        case "$entry" in
            "$ROOT"/*)
                [ -e "$jars/${entry##*/}" ] || cp -p "$entry" "$jars/"
                entry="$jars/${entry##*/}"
                ;;
        esac
        line="${line:+$line:}$entry"
    done
    printf '%s' "$line" >"$stamp.new"
    touch -r "$began" "$stamp.new"
    mv "$stamp.new" "$stamp"
}

build_everything() {
    [ $# -eq 0 ] || fail 2 "build takes no arguments, found \"$1\"."
    require_jdk
    require_maven
    ensure_built server/app tools/load tools/cli tests/sim tests/compat
    lock_build
    quick_maven package
    unlock_build
    say "Built. ./skidway start serves, ./skidway test runs every check."
}

# test_everything: all gates and tests, as CI runs them; the last line sums up what the test reports hold.
test_everything() {
    local status=0 counts passed failed skipped
    require_jdk
    require_maven
    # What earlier runs reached says nothing about this one.
    rm -rf "$ROOT/target/coverage"
    (cd "$ROOT" && find . -type d -name surefire-reports -path '*/target/*' -exec rm -rf {} +)
    run_maven --fail-at-end verify "$@" || status=$?
    counts="$(count_tests)"
    read -r passed failed skipped <<<"$counts"
    if [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then
        [ "$status" -ne 0 ] || status=1
    fi
    if [ -f "$ROOT/target/coverage/summary.txt" ]; then cat "$ROOT/target/coverage/summary.txt"; fi
    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    exit "$status"
}

# Prints "passed failed skipped" summed over every surefire report.
count_tests() {
    (cd "$ROOT" && find . -path '*/target/surefire-reports/TEST-*.xml' -exec grep -h -m 1 '<testsuite ' {} +) |
        awk '
            function number(name) {
                if (!match($0, " " name "=\"[0-9]+\"")) return 0
                return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0
            }
            {
                bad = number("errors") + number("failures")
                failed += bad
                skipped += number("skipped")
                passed += number("tests") - bad - number("skipped")
            }
            END { printf "%d %d %d\n", passed, failed, skipped }'
}
