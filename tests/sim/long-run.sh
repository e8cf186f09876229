#!/usr/bin/env bash
# Runs many seeds in pieces of 1,000 and adds up what they showed. It can be stopped and started again at any time: a piece whose
# figures are in FOLDER is not run again. The last line holds the sums; the exit code is 1 if any piece failed.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
ROOT="$(cd "$HERE/../.." && pwd -P)"
PIECE=1000

usage() {
    printf '%s\n' "tests/sim/long-run.sh PIECES FOLDER [FIRST_SEED]: PIECES times $PIECE seeds, figures and logs into FOLDER." >&2
    exit 2
}

# sum KEY: over all pieces.
sum() {
    sed -n "s/.*\"$1\": \([0-9.]*\).*/\1/p" "$FOLDER"/piece-*.json | awk '{ s += $1 } END { printf "%.10g", s }'
}

[ $# -ge 2 ] || usage
PIECES="$1"
FOLDER="$2"
FIRST="${3:-1}"
mkdir -p "$FOLDER"
"$ROOT/skidway" sim --help >/dev/null
for ((piece = 0; piece < PIECES; piece++)); do
    seed=$((FIRST + piece * PIECE))
    figures="$FOLDER/piece-$seed.json"
    [ -s "$figures" ] || SKIDWAY_NO_BUILD=1 "$ROOT/skidway" sim --seed "$seed" --seeds "$PIECE" --json "$figures.new" \
        >"$FOLDER/piece-$seed.log" 2>&1 || true
    if [ -s "$figures.new" ]; then mv "$figures.new" "$figures"; fi
    [ -s "$figures" ] || { printf 'long-run: piece %s ended without figures; see %s\n' "$seed" "$FOLDER/piece-$seed.log" >&2; exit 1; }
    printf '%s of %s pieces, %s failures so far\n' "$((piece + 1))" "$PIECES" "$(sum failures)"
done
printf '{'
for key in seeds simulated_hours power_cuts bit_flips lost phantoms order_violations double_leases failures; do
    printf '"%s": %s%s' "$key" "$(sum "$key")" "$([ "$key" = failures ] || printf ', ')"
done
printf '}\n'
[ "$(sum failures)" = 0 ]
