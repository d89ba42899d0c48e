#!/usr/bin/env bash
# Set-up, types, lint, all tests. Ends with a line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/setup.sh test
PATH=$PWD/node_modules/.bin:$PATH
# The build state goes along: with it there, tsc would take what was removed for up to date.
rm -rf build/src build/test build/bench build/scripts build/.tsbuildinfo
tsc
eslint src test bench scripts --max-warnings 0
prettier --check --log-level warn src test bench scripts '*.json' '*.md' docs
status=0
ava --tap 'build/test/**/*.test.js' "$@" | node scripts/tap-summary.mjs || status=$?
exit "$status"
