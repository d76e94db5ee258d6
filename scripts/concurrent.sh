#!/usr/bin/env bash
# Lists the rooms that start goroutines or guard what goroutines share. The
# others have nothing of their own that could race; these use them side by side.
set -euo pipefail
cd "$(dirname "$0")/.."
grep -rlE --include='*.go' --exclude='*_test.go' --exclude-dir=scripts \
  '\<go (func|[A-Za-z.]+)\(|"sync(/atomic)?"|\.Go\(' . | xargs -n1 dirname | sort -u
