#!/usr/bin/env bash
# Runs every fuzz target for some time each: FUZZTIME=30s by default.
set -euo pipefail
cd "$(dirname "$0")/.."

grep -rlE '^func Fuzz' --include='*_test.go' . | xargs -n1 dirname | sort -u | while read -r room; do
  grep -hoE '^func Fuzz[A-Za-z0-9_]+' "$room"/*_test.go | sed 's/^func //' | sort -u | while read -r target; do
    echo "== $room $target"
    go test "$room" -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-30s}"
  done
done
