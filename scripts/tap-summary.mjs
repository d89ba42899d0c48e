// Reads TAP, shows what failed, and closes with "N passed, N failed".
import {createInterface} from 'node:readline';

let passed = 0;
let failed = 0;
let skipped = 0;
let inFailure = false;
for await (const line of createInterface({input: process.stdin})) {
  if (/^not ok /.test(line)) {
    failed += 1;
    inFailure = true;
    console.log(line);
  } else if (/^ok /.test(line)) {
    inFailure = false;
    if (/ # (SKIP|TODO)/i.test(line)) skipped += 1;
    else passed += 1;
  } else if (/^#|^1\.\.|^TAP/.test(line)) {
    inFailure &&= !line.startsWith('#');
    if (/^# (?!tests|pass|fail|skip)/.test(line) === false) continue;
    if (!line.includes('›') && line.startsWith('# ')) console.log(line);
  } else if (inFailure || /^\s*(\*|Error|Uncaught)/.test(line)) {
    console.log(line);
  } else if (line.startsWith('    ') && /readings|recordings|corpus/.test(line)) {
    console.log(line);
  }
}
const skippedText = skipped > 0 ? `, ${skipped} skipped` : '';
console.log(`${passed} passed, ${failed} failed${skippedText}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
