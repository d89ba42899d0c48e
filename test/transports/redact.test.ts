import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {z} from 'zod';
import {packageRoot} from '../../src/model/paths.ts';
import {replaceSecrets, together} from '../../src/transports/redact-pattern.ts';
import {createRedactor} from '../../src/transports/redact.ts';
import {commands} from '../../src/transports/redact-tools.ts';
import {hideAfter} from '../../src/transports/redact-value.ts';

const Fixture = z.strictObject({
  entries: z.array(
    z.strictObject({
      name: z.string(),
      text: z.string(),
      gone: z.array(z.string().min(1)).optional(),
      kept: z.array(z.string().min(1)).optional(),
    }),
  ),
});

const file = join(packageRoot, 'test/fixtures/redaction/linux.yaml');
const {entries} = Fixture.parse(parse(readFileSync(file, 'utf8')));

const dictionary = {default: new Set(['admin', 'public']), weak: new Set(['qwerty', '0000'])};
const redact = createRedactor({platformPatterns: [], dictionary, siteKey: 'site-a'});

for (const {name, text, gone, kept} of entries) {
  test(`${gone === undefined && kept === undefined ? 'survives' : 'is redacted'}: ${name}`, (t) => {
    const once = redact(text);
    if (gone === undefined && kept === undefined) {
      t.is(once.text, text);
      t.is(once.count, 0);
    }
    for (const part of gone ?? []) t.false(once.text.includes(part), `${part} is left in ${once.text}`);
    for (const part of kept ?? []) t.true(once.text.includes(part), `${part} is lost from ${once.text}`);
    if (gone !== undefined && gone.length > 0) t.true(once.count > 0);
    t.is(once.text.split('\n').length, text.split('\n').length, 'lines stay lines');
    t.deepEqual(redact(once.text), {text: once.text, count: 0}, 'a second time changes nothing');
  });
}

test('the fixture has enough of both, each under its own name', (t) => {
  t.true(entries.length >= 60);
  t.true(entries.filter(({gone}) => gone === undefined).length >= 20);
  t.is(new Set(entries.map(({name}) => name)).size, entries.length);
});

test('equal secrets get equal marks within a site, other ones elsewhere', (t) => {
  const other = createRedactor({platformPatterns: [], dictionary, siteKey: 'site-b'});
  const mark = /same=([0-9a-f]{4})>/;
  const here = mark.exec(redact('password=V7uKp2xQ').text)?.[1];
  t.is(mark.exec(redact('rocommunity V7uKp2xQ').text)?.[1], here);
  t.not(mark.exec(other('password=V7uKp2xQ').text)?.[1], here);
  t.not(mark.exec(redact('password=V7uKp2xR').text)?.[1], here);
});

test('counts every secret', (t) => {
  t.is(redact('password=a1\nport=1\npassword=a1\nrocommunity public\n').count, 3);
  t.is(redact('').count, 0);
});

test('a long text is told the same each time that it comes, with secrets and without', (t) => {
  const own = createRedactor({platformPatterns: [], dictionary, siteKey: 'k'});
  const clean = 'Port 22\n'.repeat(100);
  const secret = `${clean}password=V7uKp2xQ\n`;
  for (let times = 0; times < 3; times++) {
    t.deepEqual(own(clean), {text: clean, count: 0});
    const told = own(secret);
    t.is(told.count, 1);
    t.false(told.text.includes('V7uKp2xQ'));
  }
});

test('a pattern of the platform is applied to every line, after the general ones', (t) => {
  const pattern = /(?<before>^ enable key )(?<secret>\S+)/;
  const own = createRedactor({platformPatterns: [{kind: 'password', pattern}], dictionary, siteKey: 'k'});
  const told = own('interface 1\n enable key hunter-two\nend');
  t.regex(told.text, /^interface 1\n enable key <secret kind=password len=10 class=ok same=[0-9a-f]{4}>\nend$/);
  t.deepEqual(own(told.text), {text: told.text, count: 0});
});

test('a pattern of the platform can hold for a part of the text alone', (t) => {
  const within = {from: /^config communities$/, to: /^config /};
  const pattern = {kind: 'community', pattern: /(?<before>^ *set name )(?<secret>[^\s<]+)/, within};
  const own = createRedactor({platformPatterns: [pattern], dictionary, siteKey: 'k'});
  const text = ' set name a1\nconfig communities\n set name public\nend\n set name b2\nconfig users\n set name c3';
  const told = own(text);
  t.regex(told.text, /^ set name a1\nconfig communities\n set name <secret kind=community len=6 class=default /);
  t.regex(told.text, /\nend\n set name <secret [^>]+>\nconfig users\n set name c3$/);
  t.is(told.count, 2);
  t.deepEqual(own(told.text), {text: told.text, count: 0});
  t.deepEqual(own(' set name d4'), {text: ' set name d4', count: 0}, 'a text does not go on in the next');
});

const word = fc.constantFrom(
  'password',
  'passwd:',
  'secret',
  'token=',
  'api_key',
  '=',
  ':',
  ' ',
  '"',
  "'",
  '\\',
  ';',
  ',',
  '&',
  '\n',
  '\r\n',
  'x',
  'hunter22',
  '$6$',
  '$6$saltsalt$0123456789abcdefghij',
  '{SSHA}',
  '://u:p@h',
  'Authorization: Bearer ',
  'eyJhbGciOiJIUzI1.eyJzdWIi.sig',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'AAAA',
  'rocommunity ',
  'createUser ',
  'SHA ',
  '<',
  '>',
  '<secret kind=',
  '<password>',
  '--password ',
  'root:',
  'mysql -p',
  '192.0.2.1 ',
  '3',
  'user a on >',
  ': PSK ',
  'NOPASSWD:',
  '/',
  '${X}',
  'yes',
);

test('redacting twice is redacting once, and lines stay lines, whatever the text', (t) => {
  fc.assert(
    fc.property(fc.array(word, {maxLength: 14}), (parts) => {
      const text = parts.join('');
      const once = redact(text);
      const twice = redact(once.text);
      return twice.text === once.text && twice.count === 0 && once.text.split('\n').length === text.split('\n').length;
    }),
    {numRuns: 10_000, seed: 20261122},
  );
  t.pass();
});

const hostile: Readonly<Record<string, string>> = {
  letters: 'a',
  spaces: ' ',
  colons: ':',
  quotes: '"',
  backslashes: '\\"',
  keyword: 'password',
  assignment: 'password=',
  tags: 'NOPASSWD:',
  paths: '/passwd=',
  values: 'password=x ',
  quoted: 'password="',
  mixed: `password='password="`,
  hash: '$6$',
  salts: '$6$abcd',
  jwt: 'eyJ',
  jwts: 'eyJhbGciOiJI.',
  urls: '://u:',
  at: '://u:p@',
  braces: '{SSHA}',
  key: '-----BEGIN PRIVATE KEY-----',
  login: 'login a ',
  authorization: 'authorization:',
  elements: '<token>',
  flags: 'x_password=all-',
  options: ' --password -',
  psk: ': PSK ',
  fields: 'a:1:',
  numbers: '1 ',
  echo: 'echo | sudo ',
  snmp: 'snmpget -c ',
  equals: '=',
  names: 'name="password" value=',
  references: 'password=${',
  semicolons: 'a;b=',
  secrets: '<secret kind=',
  literal: '= literal password "\\"#',
};

for (const [name, unit] of Object.entries(hostile)) {
  test.serial(`a hostile line of 1 MB takes linear time: ${name}`, (t) => {
    const timed = (length: number): number => {
      const line = `x ${unit.repeat(Math.ceil(length / unit.length))}`;
      const start = performance.now();
      redact(line);
      redact(line.slice(2));
      return performance.now() - start;
    };
    t.true(timed(1_000_000) < 6000);
  });
}

test.serial('1 MB of ordinary configuration takes little time', (t) => {
  const harmless = entries.filter(({gone, kept}) => gone === undefined && kept === undefined).map(({text}) => text);
  const plain = Array.from({length: 2000}, (_, i) => `option-${i % 7} = value ${i} # a line as most are`);
  const sample = `${[...plain, ...harmless].join('\n')}\n`;
  const text = sample.repeat(Math.ceil(1_000_000 / sample.length));
  redact(text);
  const start = performance.now();
  t.is(redact(text).count, 0);
  const took = performance.now() - start;
  t.log(`${took.toFixed(0)} ms`);
  t.true(took < 600);
});

test('rules that one look skips together are those that find nothing one by one', (t) => {
  const needy = commands.map((anchor) => ({
    rule: (line: string, hide: (kind: string, secret: string) => string) => hideAfter(anchor, line, hide),
    needs: anchor.when ?? anchor.anchor,
  }));
  const all = together(needy);
  const lines = entries.flatMap(({text}) => text.split('\n'));
  let changed = 0;
  for (const line of lines) {
    const one = needy.reduce((told, {rule}) => rule(told, (kind) => `<${kind}>`), line);
    t.is(
      all(line, (kind) => `<${kind}>`),
      one,
    );
    if (one !== line) changed += 1;
  }
  t.true(changed > 20 && changed < lines.length);
});

test('a pattern that would mean something else among others is refused', (t) => {
  for (const pattern of [/(a)\1/g, /a/m, /(?<x>a)\k<x>/]) {
    const rule = replaceSecrets({kind: 'password', pattern});
    t.throws(() => together([{rule, needs: pattern}]), {message: /cannot be read with others/});
  }
});
