import test from 'ava';
import fc from 'fast-check';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';
import {nginxSettings} from '../../src/probes/parse/nginx.ts';
import {postfixSettings} from '../../src/probes/parse/postfix-services.ts';
import {postgresSettings} from '../../src/probes/parse/postgres.ts';
import {sendmailSettings} from '../../src/probes/parse/sendmail.ts';

const recordings = [
  'linux/debian-12_servers-default',
  'linux/debian-12_servers-hardened',
  'linux/rhel-9_servers-default',
  'linux/alpine-3.20_servers-default',
];
const names = [
  ...['audit', 'backup', 'database', 'diskEncryption', 'diskUsage', 'dns', 'dnsServer', 'firewall', 'interfaces'],
  ...['journald', 'logFiles', 'logRotation', 'mailServer', 'mounts', 'redundancy', 'routes', 'scheduledJobs'],
  ...['shares', 'snmpAgent', 'sysctl', 'syslog', 'timeSync', 'webServer'],
];
const own = probes.filter(({fact}) => names.includes(fact));

function faults(exchanges: readonly Exchange[]): string[] {
  const facts = Object.values(factsOf(own, exchanges, 'linux', null));
  return facts.flatMap((fact) => (fact.state === 'fault' ? [fact.message] : []));
}

function withBody(exchange: Exchange, body: string): Exchange {
  return exchange.answer.ok ? {...exchange, answer: {...exchange.answer, body}} : exchange;
}

function bodyOf({answer}: Exchange): string {
  return answer.ok ? answer.body : '';
}

const tokens = fc.constantFrom(
  '=',
  ':',
  '"',
  '\\',
  '(',
  ')',
  '[',
  '#',
  ' ',
  '\n',
  '\t',
  '\u0000',
  '*',
  '$6$',
  '-1',
  'あ',
);

/** A recorded text with something hostile in it, or cut off. */
const change = fc.tuple(fc.nat(60_000), fc.nat(200), fc.array(tokens, {maxLength: 12}), fc.boolean());

function changed(body: string, [at, length, put, cut]: readonly [number, number, readonly string[], boolean]): string {
  const from = body.length === 0 ? 0 : at % body.length;
  return body.slice(0, from) + put.join('') + (cut ? '' : body.slice(from + length));
}

test('there is a probe for every fact tried here', (t) => {
  t.deepEqual(own.map(({fact}) => fact).sort(), names.toSorted());
});

for (const name of recordings) {
  const recorded = exchangesOf(loadRecording(name));
  test(`${name}: what a host says never breaks a parser`, (t) => {
    const changes = fc.array(change, {minLength: recorded.length, maxLength: recorded.length});
    fc.assert(
      fc.property(changes, (all) => {
        const hostile = recorded.map((exchange, at) =>
          withBody(exchange, changed(bodyOf(exchange), all[at] ?? [0, 0, [], false])),
        );
        t.deepEqual(faults(hostile), []);
      }),
      {numRuns: 60},
    );
  });
}

for (const filler of [
  ' ',
  '\t',
  '#',
  '\\',
  '"',
  '(',
  '{',
  '=',
  ':',
  ',',
  '!',
  '1',
  'a',
  '/',
  '*',
  '[',
  'a="',
  '"\\',
  '/*',
  'facility(',
  '<Directory ',
  '\n{',
  '\n a',
  '\na(',
]) {
  test(`a long text of ${JSON.stringify(filler)} is read in little time`, (t) => {
    const recorded = exchangesOf(loadRecording('linux/debian-12_servers-weak'));
    const long = recorded.map((exchange) => {
      const [first = '', second = ''] = bodyOf(exchange).split('\n');
      return withBody(
        exchange,
        `${first}\n${second}\n${second} ${filler.repeat(Math.floor(100_000 / filler.length))} x`,
      );
    });
    const started = process.hrtime.bigint();
    t.deepEqual(faults(long), []);
    t.true(process.hrtime.bigint() - started < 6_000_000_000n);
  });
}

const long = 262_144;
const endless: readonly (readonly [string, () => unknown])[] = [
  ['master.cf of empty lines', () => postfixSettings('', `a${'\n'.repeat(long)}b`)],
  ['master.cf of open braces', () => postfixSettings('', `a inet - - - - - smtpd ${'-o {'.repeat(long / 4)}`)],
  [
    'nginx.conf of open blocks',
    () => nginxSettings({files: new Map([['/m', 'a {'.repeat(long / 3)]]), patterns: []}, '/m'),
  ],
  ['sendmail.cf of white space', () => sendmailSettings(`O a${' '.repeat(long)}`)],
  [
    'postgresql.conf that includes itself',
    () => postgresSettings({files: new Map([['/m', "include '/m'\n".repeat(long / 13)]]), patterns: []}, '/m'),
  ],
];
for (const [name, read] of endless) {
  test(`${name} is read in bounded time`, (t) => {
    const began = performance.now();
    read();
    t.true(performance.now() - began < 5000);
  });
}
