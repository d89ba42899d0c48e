import test from 'ava';
import fc from 'fast-check';
import {parseInventory} from '../../src/inventory/load.ts';
import {InventoryError} from '../../src/inventory/problems.ts';
import {parseReference} from '../../src/inventory/secret-reference.ts';
import {suggest} from '../../src/model/suggest.ts';
import {soundCsv, soundYaml} from './cases.ts';
import {codePoint} from '../support/code-point.ts';

const known = {platforms: ['linux'], policies: ['office'], antivirus: ['clamav'], services: ['smtp']};

/** True when the bytes are read or refused by an InventoryError; anything else is thrown on. */
function survives(path: string, bytes: Uint8Array): boolean {
  const sources = [{path, bytes}];
  if (path.endsWith('.csv')) sources.push({path: 'with.yaml', bytes: Buffer.from(soundYaml)});
  try {
    parseInventory(sources, known);
  } catch (error) {
    if (!(error instanceof InventoryError)) throw error;
    if (error.problems.length === 0) throw new Error('an error without a problem');
    if (error.problems.some(({line, column}) => line === 0 || column === 0)) throw new Error('a place that is none');
  }
  return true;
}

const splice = (sound: string) =>
  fc
    .tuple(
      fc.nat(sound.length),
      fc.nat(12),
      fc.oneof(
        fc.string({unit: codePoint, maxLength: 8}),
        fc.constantFrom(
          '- ',
          ': ',
          '{',
          '}',
          '[',
          ']',
          '&a ',
          '*a',
          '!x ',
          '"',
          "'",
          '|\n',
          '\n',
          '\t',
          '---',
          '~',
          '<<: ',
          ',',
          '="',
          ';;',
          '、',
          '__proto__: ',
          'constructor: ',
        ),
      ),
    )
    .map(([at, drop, text]) => ({at, drop, text}));

const spoil = (sound: string) =>
  fc
    .array(splice(sound), {minLength: 1, maxLength: 4})
    .map((edits) =>
      edits.reduce((text, {at, drop, text: put}) => text.slice(0, at) + put + text.slice(at + drop), sound),
    );

for (const [path, sound] of [
  ['i.yaml', soundYaml],
  ['i.csv', soundCsv],
] as const) {
  test(`random bytes as ${path} give nothing but an InventoryError`, (t) => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), (bytes) => survives(path, bytes)),
      {numRuns: 500},
    );
    t.pass();
  });

  test(`a spoilt ${path} is read or gives nothing but an InventoryError`, (t) => {
    fc.assert(
      fc.property(spoil(sound), (text) => survives(path, Buffer.from(text))),
      {numRuns: 1500},
    );
    t.pass();
  });
}

test('JSON values of any shape give nothing but an InventoryError', (t) => {
  const sections = fc.constantFrom('site', 'credentials', 'zones', 'jumpHosts', 'defaults', 'groups', 'assets');
  fc.assert(
    fc.property(fc.dictionary(sections, fc.jsonValue()), (value) =>
      survives('i.yaml', Buffer.from(JSON.stringify(value))),
    ),
    {numRuns: 500},
  );
  t.pass();
});

test('deep nesting, many aliases and long lines are refused', (t) => {
  for (const text of [
    '['.repeat(50_000),
    '{a: '.repeat(20_000),
    '- '.repeat(20_000),
    'a: '.repeat(20_000),
    `a: ${'x'.repeat(200_000)}`,
  ]) {
    t.throws(() => parseInventory([{path: 'i.yaml', bytes: Buffer.from(text)}], known), {instanceOf: InventoryError});
  }
});

const passwords = fc.stringMatching(/^[A-Za-z0-9:,*&!@#%"'{}[\]-]{8,30}$/);
const writings = [JSON.stringify, (password: string) => password] as const;

for (const [place, from, to] of [
  ['a flow map', '"file:~/.ssh/id"}', (written: string) => `"file:k", password: ${written}\n  }`],
  ['a block', '{user: scan, key: "file:~/.ssh/id"}', (written: string) => `\n    user: a\n    password: ${written}`],
  ['a list of access', 'credential: ops}]', (written: string) => `credential: ops, enable: ${written}\n    }]`],
] as const) {
  test(`a password written in ${place} in place of a reference is never told, nor a part of it`, (t) => {
    fc.assert(
      fc.property(passwords, fc.constantFrom(...writings), (password, write) => {
        const text = soundYaml.replace(from, () => to(write(password)));
        const parts = [password, ...password.split(/[^A-Za-z0-9]+/)].filter((part) => part.length >= 6);
        try {
          parseInventory([{path: 'i.yaml', bytes: Buffer.from(text)}], known);
        } catch (error) {
          if (!(error instanceof InventoryError)) throw error;
          return error.problems.every(({message}) => parts.every((part) => !JSON.stringify(message).includes(part)));
        }
        return parseReference(password) !== null || write !== JSON.stringify;
      }),
      {numRuns: 1000},
    );
    t.pass();
  });
}

test('what is suggested is one of the candidates, and a candidate suggests itself', (t) => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
      const found = suggest(word, candidates);
      return found === null || candidates.includes(found);
    }),
  );
  t.is(suggest('linux', ['linus', 'linux']), 'linux');
  t.is(suggest('xy', ['xz']), null);
});
