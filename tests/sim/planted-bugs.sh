#!/usr/bin/env bash
# Plants one bug after another into the code that ships and shows that the simulator finds each of them: not by some crash, but by
# the very violation that planted-bugs/README.md names. A control run without any bug comes first. Ends with "planted: N, found: N".
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
ROOT="$(cd "$HERE/../.." && pwd -P)"
CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/skidway"
JDK_MAJOR_MIN=25
SEEDS_MAX=400

say() { printf '%s\n' "$*"; }
fail() {
    local code="$1"
    shift
    say "planted-bugs: $*" >&2
    exit "$code"
}
. "$ROOT/launcher/find-tools.sh"

if [ "${1:-}" = "--help" ] || [ "${1:-}" = "-h" ]; then
    say "tests/sim/planted-bugs.sh [NAME...]: plants all bugs of planted-bugs/README.md, or those named, and has them found."
    exit 0
fi
find_jdk || fail 2 "expected a JDK $JDK_MAJOR_MIN or later, found none; see ./skidway --help."
command -v git >/dev/null 2>&1 || fail 2 "expected git, which applies the patches, found none; install it."
"$ROOT/skidway" sim --help >/dev/null
CLASS_PATH="$(<"$ROOT/target/launcher/tests-sim.classpath")"
WORK="$(mktemp -d "${TMPDIR:-/tmp}/planted-bugs-XXXXXX")"
trap 'rm -rf "$WORK"' EXIT

# simulate OVERLAY LOG: runs seeds until the first failure; classes in OVERLAY come before those that ship. Most runs are short: the
# second compiler would cost more than it brings.
simulate() {
    "$JDK/bin/java" -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx1g -Xmn128m \
        -cp "$1:$CLASS_PATH" dev.skidway.sim.SimMain \
        --seeds "$SEEDS_MAX" --failures-max 1 >"$2" 2>&1
}

# plant NAME OVERLAY: compiles the patched source into OVERLAY.
plant() {
    local patch="$HERE/planted-bugs/$1.patch" file
    file="$(sed -n 's|^+++ b/||p' "$patch")"
    mkdir -p "$2/source/$(dirname "$file")" "$2/classes"
    cp "$ROOT/$file" "$2/source/$file"
    (cd "$2/source" && GIT_CEILING_DIRECTORIES="$WORK" git apply "$patch") || fail 1 "$1.patch does not apply; renew it."
    "$JDK/bin/javac" -nowarn -proc:none -cp "$CLASS_PATH" -d "$2/classes" "$2/source/$file" ||
        fail 1 "the source with $1.patch does not compile; renew it."
}

# rows [NAME]: "name|violation|words" of every row of the table, or of those of one bug.
rows() {
    sed -n 's/^| `\([a-z-]*\)` *|[^|]*| *\([A-Z_]*\) *| *\(.*[^ ]\) *|$/\1|\2|\3/p' "$HERE/planted-bugs/README.md" |
        { if [ $# -eq 0 ]; then cat; else sed -n "/^$1|/p"; fi; }
}

# judge NAME: true when the first failure is a violation of one of its rows and says the words of that row.
judge() {
    local first violation words
    first="$(grep -m 1 'failed: ' "$WORK/$1.log" || true)"
    while IFS='|' read -r _ violation words; do
        case "$first" in
            *"failed: dev.skidway.sim.Violation: $violation: "*"$words"*)
                say "found   $1: $violation in ${first%% failed*}"
                return 0
                ;;
        esac
    done < <(rows "$1")
    say "MISSED  $1: expected $(rows "$1" | cut -d '|' -f 2,3 | paste -s -d ';'), found: ${first:-nothing in $SEEDS_MAX seeds}"
    return 1
}

mkdir "$WORK/none"
if [ $# -eq 0 ]; then
    simulate "$WORK/none" "$WORK/control.log" ||
        fail 1 "the control run without any bug failed: $(grep -m 1 'failed: ' "$WORK/control.log")"
    say "control: $SEEDS_MAX seeds without a failure"
fi

planted=0
found=0
while read -r name; do
    case "${*:-$name}" in *"$name"*) ;; *) continue ;; esac
    planted=$((planted + 1))
    plant "$name" "$WORK/$name"
    simulate "$WORK/$name/classes" "$WORK/$name.log" || true
    if judge "$name"; then found=$((found + 1)); fi
done < <(rows | cut -d '|' -f 1 | uniq)
say "planted: $planted, found: $found"
[ "$planted" -eq "$found" ]
