#!/usr/bin/env bash
# Feeds one decoder with inputs that Jazzer makes up, guided by what they reach in our code: run.sh TARGET [--minutes M] [--runs N].
# Ends with the number of executions; a find ends it with status 77 and stays in target/fuzz/TARGET.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
ROOT="$(cd "$HERE/../.." && pwd -P)"
CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/skidway"
JDK_MAJOR_MIN=25
SECONDS_PER_INPUT_MAX=20
INPUT_BYTES_MAX=65536

say() { printf '%s\n' "$*"; }
fail() {
    local code="$1"
    shift
    say "fuzz: $*" >&2
    exit "$code"
}
. "$ROOT/launcher/find-tools.sh"

TARGET="${1:-}"
case "$TARGET" in
    "" | -h | --help)
        say "tests/fuzz/run.sh TARGET [--minutes M] [--runs N]: fuzzes one target of tests/fuzz/README.md, 10 minutes unless told otherwise."
        exit 0
        ;;
esac
shift
LIMITS=(-max_total_time=600)
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || fail 2 "expected a number after $1."
    case "$1" in
        --minutes) LIMITS=("-max_total_time=$(($2 * 60))") ;;
        --runs) LIMITS=("-runs=$2") ;;
        *) fail 2 "expected --minutes M or --runs N, found \"$1\"." ;;
    esac
    shift 2
done
find_jdk || fail 2 "expected a JDK $JDK_MAJOR_MIN or later, found none; see ./skidway --help."
find_maven || fail 2 "expected Maven, found none; see ./skidway --help."

WORK="$ROOT/target/fuzz/$TARGET"
mkdir -p "$WORK/corpus" "$WORK/seeds"
CLASS_PATH_FILE="$ROOT/tests/fuzz/target/quick/fuzz.classpath"
(cd "$ROOT" && JAVA_HOME="$JDK" "$MAVEN" -B -q -pl tests/fuzz -am -DskipChecks process-test-classes \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.includeScope=test \
    -Dmdep.outputFile=target/quick/fuzz.classpath >"$WORK/build.log" 2>&1) || fail 1 "the build failed; see $WORK/build.log."
CLASS_PATH="$ROOT/tests/fuzz/target/quick/test-classes:$(<"$CLASS_PATH_FILE")"

"$JDK/bin/java" -cp "$CLASS_PATH" dev.skidway.fuzz.SeedsMain "$TARGET" "$WORK/seeds" ||
    fail 2 "there is no target $TARGET; see tests/fuzz/README.md."
cd "$WORK"
exec "$JDK/bin/java" -ea -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseSerialGC -Xmx1g "-Dskidway.fuzz.target=$TARGET" -cp "$CLASS_PATH" com.code_intelligence.jazzer.Jazzer \
    --target_class=dev.skidway.fuzz.JazzerEntry --instrumentation_includes='dev.skidway.**' --disabled_hooks='*' \
    "--reproducer_path=$WORK" -artifact_prefix="$WORK/" "-timeout=$SECONDS_PER_INPUT_MAX" "-max_len=$INPUT_BYTES_MAX" \
    -print_final_stats=1 "${LIMITS[@]}" "$WORK/corpus" "$WORK/seeds"
