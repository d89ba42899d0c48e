/**
 * Reads the YAML files that come with the program and keeps their values in `build/yaml.json`: reading YAML would take more than
 * a third of a start. They are found by the digest of the text, so a file that is edited is read again.
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual} from 'node:util';
import {sha256Hex} from '../src/model/digest.ts';
import {packageRoot} from '../src/model/paths.ts';
import {knownYamlPath, type KnownYaml} from '../src/model/yaml-known.ts';
import {readAnew} from '../src/model/yaml-source.ts';

function yamlTexts(folder: string): string[] {
  const names = readdirSync(join(packageRoot, folder), {recursive: true, encoding: 'utf8'}).sort();
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(packageRoot, folder, name), 'utf8'));
}

/** Nothing for a file with problems, or whose value JSON cannot hold. */
function entryOf(text: string): [string, string][] {
  const {value, problems} = readAnew('', text);
  const json = JSON.stringify(value);
  const whole = problems.length === 0 && isDeepStrictEqual(JSON.parse(json), value);
  return whole ? [[sha256Hex(text), json]] : [];
}

export const shippedYaml = (): string[] => ['checks', 'reports/locales'].flatMap(yamlTexts);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const known: KnownYaml = Object.fromEntries(shippedYaml().flatMap(entryOf));
  writeFileSync(knownYamlPath, JSON.stringify(known));
}
