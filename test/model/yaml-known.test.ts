import {existsSync, readFileSync} from 'node:fs';
import test from 'ava';
import {sha256Hex} from '../../src/model/digest.ts';
import {knownYamlPath, knownValue, type KnownYaml} from '../../src/model/yaml-known.ts';
import {readAnew, readYaml} from '../../src/model/yaml-source.ts';
import {shippedYaml} from '../../scripts/known-yaml.ts';

const known: KnownYaml = existsSync(knownYamlPath)
  ? (JSON.parse(readFileSync(knownYamlPath, 'utf8')) as KnownYaml)
  : {};
const texts = shippedYaml();

test('the build knows every file that comes with the program, and its value as reading it anew gives it', (t) => {
  for (const text of texts) {
    const {value, problems} = readAnew('x.yaml', text);
    t.deepEqual(problems, []);
    t.deepEqual(JSON.parse(known[sha256Hex(text)] ?? 'null'), value, text.slice(0, 60));
  }
});

test('a known text tells places as one that is read anew does', (t) => {
  const [text = ''] = texts.filter((one) => one.includes('id: ssh-root-login\n'));
  const message = {en: 'wrong', ja: '誤り'};
  const [quick, anew] = [readYaml('x.yaml', text), readAnew('x.yaml', text)];
  for (const source of [quick, anew]) {
    t.deepEqual(source.value, anew.value);
    t.deepEqual(source.at(['title', 'ja'], message), anew.at(['title', 'ja'], message));
    t.deepEqual(source.atKey(['title'], 'ja', message), anew.atKey(['title'], 'ja', message));
    t.deepEqual(source.inside(['pass'], 3, message), anew.inside(['pass'], 3, message));
    t.true(source.has(['title']));
    t.false(source.has(['nothing']));
  }
});

test('a text that was changed is not known, and nobody shares a value', (t) => {
  const [text = ''] = texts.filter((one) => one.includes('id: ssh-password-authentication\n'));
  t.is(knownValue(`${text}# changed\n`), null);
  const [first, second] = [knownValue(text), knownValue(text)];
  t.deepEqual(first, {value: readAnew('x.yaml', text).value});
  t.deepEqual(second, first);
  t.not(second?.value, first?.value);
});

test('what is wrong with an edited file is told', (t) => {
  const [text = ''] = texts;
  t.is(readYaml('x.yaml', `${text}\nid: [`).value, null);
  t.not(readYaml('x.yaml', `${text}\nid: [`).problems.length, 0);
});
