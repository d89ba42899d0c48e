#!/usr/bin/env bash
# Set-up, types, lint, all tests. Ends with a line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/setup.sh test
PATH=$PWD/node_modules/.bin:$PATH
# It reads the sources alone, and takes longer than all that is done beside it.
eslint src test bench scripts --max-warnings 0 &
linting=$!
trap 'kill "$linting" 2>/dev/null' EXIT
bash scripts/build.sh
prettier --check --log-level warn src test bench scripts '*.json' '*.md' docs
wait "$linting"
trap - EXIT
# Servers whose set-up takes long have a run of their own: npm run test:outside.
ava --tap 'build/test/**/*.test.js' '!build/test/outside/further/**' "$@" | node scripts/tap-summary.mjs
