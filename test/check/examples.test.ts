import {join} from 'node:path';
import test from 'ava';
import {loadChecks, type LoadedCheck} from '../../src/check/load.ts';
import {runExample} from '../../src/evaluate.ts';
import type {Example} from '../../src/model/check.ts';
import type {Facts} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {gravest, staysHonest} from './honesty.ts';
import {complete, languages} from './language.ts';

const checks = await loadChecks(join(packageRoot, 'test/check/fixtures/checks'), languages);
const sources = {
  factsOfRecording: () => ({
    facts: {sshd: complete({installed: true, effective: {permitRootLogin: 'yes', maxAuthTries: 4}})},
    at: '2026-04-01T00:00:00Z',
  }),
  derive: (facts: Facts) => facts,
};

for (const check of checks) {
  for (const [at, example] of check.examples.entries()) {
    test(`${check.id} #${at}: ${example.outcome}`, (t) => {
      t.is(gravest(runExample(check, example, languages, sources)), example.outcome);
    });
    test(`${check.id} #${at}: knowing less never leads to another verdict`, (t) => {
      t.notThrows(() => staysHonest(check, example, languages, sources, 200));
    });
  }
}

const root = checks.find(({id}) => id === 'ssh-root-login') as LoadedCheck;
const expiry = checks.find(({id}) => id === 'tls-certificate-expiry') as LoadedCheck;
const base: Example = {
  outcome: 'pass',
  recording: null,
  constructed: true,
  facts: {},
  asset: {},
  parameters: {},
  at: null,
  subject: null,
};

test('an example that leaves out what the check reads fails loudly', (t) => {
  const findings = runExample(root, {...base, facts: {sshd: {installed: true}}}, languages, sources);
  t.like(findings[0]?.outcome, {status: 'error', message: 'sshd.effective is not given'});
});

test('facts of an example are laid over those of its recording', (t) => {
  const recorded = {...base, recording: 'linux/any'};
  t.is(gravest(runExample(root, recorded, languages, sources)), 'fail');
  const mended = {...recorded, facts: {sshd: {installed: true, effective: {permitRootLogin: 'no'}}}};
  t.is(gravest(runExample(root, mended, languages, sources)), 'pass');
});

test('derived facts follow what the example writes, unless it writes them too', (t) => {
  const derive = () => ({sshd: complete({installed: false})});
  t.is(gravest(runExample(root, base, languages, {...sources, derive})), 'not-applicable');
  const written = {...base, facts: {sshd: {installed: true, effective: {permitRootLogin: 'no'}}}};
  t.is(gravest(runExample(root, written, languages, {...sources, derive})), 'pass');
});

test('an example of a check that reads the time must say when it is', (t) => {
  t.throws(() => runExample(expiry, {...base, facts: {tls: {endpoints: []}}}, languages, sources), {
    message: /give the example an at/,
  });
});
