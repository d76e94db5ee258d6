#!/usr/bin/env bash
# Runs golangci-lint of the pinned version. It is built into ./bin when there
# is none of that version (some minutes, once).
set -euo pipefail
cd "$(dirname "$0")/.."

version=2.15.0
for tool in ./bin/golangci-lint "$(command -v golangci-lint || true)"; do
  if [[ -x $tool ]] && "$tool" version 2>/dev/null | grep -q "version v\?$version "; then
    exec "$tool" run "$@"
  fi
done
echo "golangci-lint $version: building" >&2
GOBIN="$PWD/bin" go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$version"
exec ./bin/golangci-lint run "$@"
