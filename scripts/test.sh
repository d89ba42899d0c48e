#!/usr/bin/env bash
# Set-up, types, lint, all tests. Ends with a line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/setup.sh test
PATH=$PWD/node_modules/.bin:$PATH
bash scripts/build.sh
eslint src test bench scripts --max-warnings 0
prettier --check --log-level warn src test bench scripts '*.json' '*.md' docs
status=0
# Scans of some twenty kinds of server take minutes of their own: npm run test:outside.
ava --tap 'build/test/**/*.test.js' '!build/test/outside/**' '!build/test/checks-unknown.test.js' "$@" | node scripts/tap-summary.mjs || status=$?
exit "$status"
