import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import {deriveAssetFacts} from '../../src/derived.ts';
import {assetFacts} from '../../src/derive/index.ts';
import {evaluate} from '../../src/evaluate.ts';
import {factsOf} from '../../src/facts.ts';
import {readAnswerFile} from '../../src/kits/answer-file/read.ts';
import {linuxKit} from '../../src/kits/linux.ts';
import {readDeviceLog} from '../../src/kits/network/read-log.ts';
import {Refusal} from '../../src/kits/refusal.ts';
import {loadKnowledge} from '../../src/knowledge.ts';
import type {OutcomeStatus} from '../../src/model/finding.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {yamahaRt} from '../../src/platforms/yamaha-rt.ts';
import {probes} from '../../src/probes/index.ts';
import type {NewExchange} from '../../src/transports/exchanges.ts';
import {gravest} from '../check/honesty.ts';
import {assetOf} from '../support/asset.ts';
import {placeKit, wholeKit} from '../support/kit.ts';
import {temporaryFolder} from '../support/sshd.ts';
import {recordedAnswers, sessionLog} from '../support/terminal-log.ts';
import {breath, mutations, parameters} from './support.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

const plain = () => (text: string) => ({text, count: 0});
const path = join(folder.path, 'damaged');

/** null: nothing of it is taken. */
function taken(read: () => readonly NewExchange[], bytes: Buffer): readonly NewExchange[] | null {
  writeFileSync(path, bytes);
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function questions() {
  const {answers} = linuxKit;
  if (answers?.form !== 'shell') throw new Error('the kit writes no answer file of a shell');
  return answers;
}

const fromFile = (bytes: Buffer) => taken(() => readAnswerFile(path, questions, plain, 9_000_000).exchanges, bytes);
const fromLog = (bytes: Buffer, platform = ciscoIos) =>
  taken(() => readDeviceLog(path, platform, plain).exchanges, bytes);

let whole = '';
test.before(async () => {
  const kit = placeKit(folder.path, wholeKit());
  await kit.start(['--yes']).ended;
  whole = readFileSync(kit.answers()[0] ?? '', 'latin1');
});

/** As long as nothing but ASCII has come, a log does not tell its encoding. */
const key = ({ask, privilege, answer}: NewExchange): string =>
  JSON.stringify([ask, privilege, answer.ok ? {...answer, encoding: null} : answer]);

/** Every answer is one that is in the whole file, too, or a gap that tells of the damage. */
function stayTrue(exchanges: readonly NewExchange[] | null, originals: ReadonlySet<string>): void {
  for (const exchange of exchanges ?? []) {
    const {answer} = exchange;
    if (originals.has(key(exchange)) || (!answer.ok && answer.reason === 'cut')) continue;
    throw new Error(`made up: ${key(exchange).slice(0, 200)}`);
  }
}

test('fuzz: whatever is done to an answer file, what is taken from it was in it', (t) => {
  const originals = new Set((fromFile(Buffer.from(whole, 'latin1')) ?? []).map(key));
  t.true(originals.size > 100);
  fc.assert(
    fc.property(mutations, (mutate) => stayTrue(fromFile(Buffer.from(mutate(whole), 'latin1')), originals)),
    parameters(),
  );
});

test('fuzz: damage to an answer file turns verdicts into not tested, and into nothing else', async (t) => {
  const {checks, languages, data} = await loadKnowledge(join(packageRoot, 'checks'));
  const asset = assetOf('srv', {platform: 'linux'});
  const judged = (exchanges: readonly NewExchange[]): Map<string, OutcomeStatus | null> => {
    const numbered = exchanges.map((exchange, index) => ({...exchange, seq: index + 1}));
    const facts = deriveAssetFacts(assetFacts, factsOf(probes, numbered, 'linux', null), data, asset);
    const common = {site: 'Test', facts, languages, layers: [], asOf: '2026-12-01T00:00:00.000Z', askOf: () => null};
    const target = {scope: 'asset', asset} as const;
    return new Map(checks.map((check) => [check.id, gravest(evaluate({...common, target, checks: [check]}))]));
  };
  const before = judged(fromFile(Buffer.from(whole, 'latin1')) ?? []);
  t.true(['pass', 'fail'].every((wanted) => [...before.values()].some((status) => status === wanted)));
  await fc.assert(
    fc.asyncProperty(mutations, async (mutate) => {
      await breath();
      const exchanges = fromFile(Buffer.from(mutate(whole), 'latin1'));
      if (exchanges === null) return;
      for (const [check, status] of judged(exchanges)) {
        if (status === before.get(check) || status === 'not-tested') continue;
        throw new Error(`${check} was ${before.get(check) ?? 'nothing'}, became ${status ?? 'nothing'}`);
      }
    }),
    parameters(0.2),
  );
});

const sessions = [
  {platform: ciscoIos, recording: 'cisco-ios/isr-1921_weak', prompt: 'rt1#'},
  {platform: yamahaRt, recording: 'yamaha-rt/rtx1210_weak', prompt: '料金# '},
];
for (const {platform, recording, prompt} of sessions)
  for (const encoding of ['utf8', 'cp932'])
    test(`fuzz: of a log of ${platform.id} in ${encoding} that ends anywhere, every answer is whole, or told to be cut`, (t) => {
      const log = iconv.encode(sessionLog(recordedAnswers(platform, recording), {prompt}), encoding);
      const originals = new Set((fromLog(log, platform) ?? []).map(key));
      t.true(originals.size > 1);
      fc.assert(
        fc.property(fc.nat(log.length), (length) => stayTrue(fromLog(log.subarray(0, length), platform), originals)),
        parameters(),
      );
    });

test('fuzz: a log with anything done to it is read, or refused', (t) => {
  const log = sessionLog(recordedAnswers(ciscoIos, 'cisco-ios/isr-1921_weak'), {prompt: 'rt1#'});
  fc.assert(
    fc.property(mutations, (mutate) => void fromLog(Buffer.from(mutate(log)))),
    parameters(),
  );
  t.pass();
});
