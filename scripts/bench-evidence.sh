#!/usr/bin/env bash
# Prints time and memory of a solve, its bundle and the verification of the bundle:
# of a county for 60 s, unless a fixture and a time limit are given.
#   ./scripts/bench-evidence.sh [FIXTURE [TIME-LIMIT]]
set -euo pipefail
cd "$(dirname "$0")/.."
go build -o bin/lungang ./cmd/lungang
lungang=$PWD/bin/lungang fixture=${1:-county} limit=${2:-60s}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# measured NAME OK COMMAND...: seconds and greatest resident memory of one process;
# OK lists the exit codes that are no failure.
measured() {
	local name=$1 good=$2 code=0
	shift 2
	/usr/bin/time -o time -f '%e %M' "$@" >"$name.out" 2>"$name.err" || code=$?
	if [[ " $good " != *" $code "* ]]; then
		cat "$name.err" >&2
		exit "$code"
	fi
	tail -n 1 time | awk -v n="$name" '{ printf "| %s | %.1f s | %.0f MiB |\n", n, $1, $2 / 1024 }'
}

echo "| $fixture | time | memory of the process |"
echo "|---|---|---|"
measured solve '0 4' "$lungang" solve "fixture:$fixture" --quiet --time-limit "$limit" -o plan.json --certificates certificates.json
measured bundle 0 "$lungang" bundle "fixture:$fixture" plan.json --certificates certificates.json -o bundle.zip
measured verify 0 "$lungang" verify bundle.zip --lang en
echo
for f in plan.json certificates.json bundle.zip; do
	printf '%s: %.1f MB\n' "$f" "$(awk -v b="$(wc -c <"$f")" 'BEGIN { print b / 1e6 }')"
done
tail -n 1 verify.out
