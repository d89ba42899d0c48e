import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {readWindowsFile} from '../../src/kits/answer-file/windows/read.ts';
import {Refusal} from '../../src/kits/refusal.ts';
import type {NewExchange} from '../../src/transports/exchanges.ts';
import {sampleHost} from '../support/sample-host.ts';
import {temporaryFolder} from '../support/sshd.ts';
import {batchFile, digestLines, powershellFile, windows7, windowsXp} from '../support/windows-answers.ts';
import {batchAnswers, powershellAnswers, sampleAsks} from '../support/windows-kit.ts';
import {mutations, parameters} from './support.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());
const path = join(folder.path, 'damaged.answers');

/** null: nothing of it is taken. */
function taken(bytes: Buffer, answers: ReturnType<typeof batchAnswers>): readonly NewExchange[] | null {
  writeFileSync(path, bytes);
  try {
    return readWindowsFile(path, answers, () => (text) => ({text, count: 0})).exchanges;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const key = ({ask, privilege, answer}: NewExchange): string => JSON.stringify([ask, privilege, answer]);

/** Every answer is one that is in the whole file, too, or a gap that tells of the damage. */
function stayTrue(exchanges: readonly NewExchange[] | null, originals: ReadonlySet<string>): void {
  for (const exchange of exchanges ?? []) {
    const {answer} = exchange;
    if (originals.has(key(exchange)) || (!answer.ok && answer.reason === 'cut')) continue;
    throw new Error(`made up: ${key(exchange).slice(0, 200)}`);
  }
}

const [ps, cmd] = [powershellAnswers(sampleAsks), batchAnswers(sampleAsks)];
const psFile = powershellFile(sampleHost, sampleAsks);

test('fuzz: whatever is done to a file of PowerShell, what is taken from it was in it', (t) => {
  const originals = new Set((taken(Buffer.from(psFile), ps) ?? []).map(key));
  t.is(originals.size, sampleAsks.length);
  fc.assert(
    fc.property(mutations, (mutate) => stayTrue(taken(Buffer.from(mutate(psFile), 'latin1'), ps), originals)),
    parameters(),
  );
});

for (const [name, dialect] of Object.entries({'Windows XP': windowsXp, 'Windows 7': windows7})) {
  const file = batchFile(sampleHost, sampleAsks, dialect);
  const originals = new Set((taken(file, cmd) ?? []).map(key));

  test(`fuzz: ${name}, cmd.exe: a file that ends anywhere tells what was in it up to there`, (t) => {
    t.is(originals.size, sampleAsks.length);
    fc.assert(
      fc.property(fc.nat(file.length), (length) => stayTrue(taken(file.subarray(0, length), cmd), originals)),
      parameters(),
    );
  });

  test(`fuzz: ${name}, cmd.exe: whatever is done to a file that holds its digest, what is taken from it was in it`, (t) => {
    const text = file.toString('latin1');
    const whole = taken(Buffer.concat([file, digestLines(file)]), cmd) ?? [];
    t.deepEqual(new Set(whole.map(key)), originals);
    fc.assert(
      fc.property(mutations, (mutate) => {
        const bytes = Buffer.concat([Buffer.from(mutate(text), 'latin1'), digestLines(file)]);
        stayTrue(taken(bytes, cmd), originals);
      }),
      parameters(),
    );
  });

  test(`fuzz: ${name}, cmd.exe: a file without a digest with anything done to it is read, or refused`, (t) => {
    const text = file.toString('latin1');
    fc.assert(
      fc.property(mutations, (mutate) => void taken(Buffer.from(mutate(text), 'latin1'), cmd)),
      parameters(),
    );
    t.pass();
  });
}
