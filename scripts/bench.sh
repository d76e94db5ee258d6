#!/usr/bin/env bash
# Prints the tables of the README: whole solves, and CBC and GLPK on the same
# programs in the same run. Takes about a quarter of an hour.
set -euo pipefail
cd "$(dirname "$0")/.."
make --no-print-directory build >&2
exec go run ./scripts/bench "$@"
