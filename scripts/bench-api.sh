#!/usr/bin/env bash
# Prints the table of the README: reads beside a solve, an upload of a city, and
# many listeners. Takes about a minute.
# -postgres measures on a PostgreSQL that is made for it and removed.
set -euo pipefail
cd "$(dirname "$0")/.."
exec go run ./scripts/benchapi "$@"
