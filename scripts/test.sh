#!/usr/bin/env bash
# Set-up, types, lint, all tests. Ends with a line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/setup.sh test
PATH=$PWD/node_modules/.bin:$PATH
# It reads the sources alone, beside all else.
lint() {
  eslint src test bench scripts --max-warnings 0
  prettier --check --log-level warn src test bench scripts '*.json' '*.md' docs
}
lint &
linting=$!
trap 'kill "$linting" 2>/dev/null' EXIT
bash scripts/build.sh
# In CI the pure parts run on the other lines of Node beside all else, which often only waits.
other_nodes() { [ -z "${CI:-}" ] || bash scripts/test-nodes.sh >build/other-nodes.log 2>&1; }
{
  other_nodes &
  nodes=$!
  status=0
  # Servers whose set-up takes long have a run of their own: npm run test:outside. One file more than there are cores, as many
  # tests mostly wait.
  ava --tap --concurrency "$(($(nproc) + 1))" 'build/test/**/*.test.js' '!build/test/outside/further/**' "$@" || status=$?
  wait "$nodes" || status=1
  [ -z "${CI:-}" ] || sed 's/^/# /' build/other-nodes.log
  exit "$status"
} | node scripts/tap-summary.mjs || failed=$?
wait "$linting" || failed=1
trap - EXIT
exit "${failed:-0}"
