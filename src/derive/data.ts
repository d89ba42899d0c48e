import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ControlPort, CryptoAlgorithm, ReferenceData, SystemEntry} from '../model/data.ts';
import type {SystemKind} from '../model/asset.ts';
import {sha256Hex} from '../model/digest.ts';
import {InputError} from '../model/input-error.ts';
import {packageRoot} from '../model/paths.ts';
import {readDataFile} from './data-file.ts';
import {dataProblems, type ReadFiles} from './data-rules.ts';
import {fileSchemas, type FileName, type Files} from './data-schema.ts';

const fileNames = Object.keys(fileSchemas).sort() as readonly FileName[];

function readText(folder: string, name: FileName): string {
  const file = join(folder, `${name}.yaml`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const message = {en: 'this data file cannot be read', ja: 'このデータファイルを読み込めません'};
    throw new InputError([{file, line: null, column: null, message}]);
  }
}

function readAll(folder: string, texts: ReadonlyMap<FileName, string>): ReadFiles {
  const files = fileNames.map((name) => {
    const schema = fileSchemas[name];
    return [name, readDataFile(join(folder, `${name}.yaml`), texts.get(name) ?? '', schema)] as const;
  });
  const problems = files.flatMap(([, file]) => file.problems);
  if (problems.length > 0) throw new InputError(problems);
  return Object.fromEntries(files) as unknown as ReadFiles;
}

function controlPort({ports, transport, protocol, source}: Files['ports']['control'][number]): ControlPort {
  const [from = 0, to = from] = ports.split('-').map(Number);
  return {from, to, transport, protocol, source};
}

function algorithmsOf(crypto: Files['crypto']): ReferenceData['crypto'] {
  const explain = (list: Files['crypto']['kex']): CryptoAlgorithm[] =>
    list.map((entry) => ({...entry, why: crypto.reasons[entry.why] ?? {en: entry.why, ja: entry.why}}));
  return {
    kex: explain(crypto.kex),
    cipher: explain(crypto.cipher),
    mac: explain(crypto.mac),
    hostKey: explain(crypto.hostKey),
    passwordHash: explain(crypto.passwordHash),
  };
}

const lowerCase = (words: readonly string[]): ReadonlySet<string> => new Set(words.map((word) => word.toLowerCase()));

function sourcesOf(files: ReadFiles): ReferenceData['sources'] {
  return Object.assign({}, ...fileNames.map((name) => files[name].value.sources)) as ReferenceData['sources'];
}

/**
 * Reads `checks/data/` whole.
 * @throws InputError with every problem, when a file is missing or not of its schema.
 */
export function loadReferenceData(folder = join(packageRoot, 'checks', 'data')): ReferenceData {
  const texts = new Map(fileNames.map((name) => [name, readText(folder, name)]));
  const files = readAll(folder, texts);
  const problems = dataProblems(files);
  if (problems.length > 0) throw new InputError(problems);
  const words = files['default-passwords'].value;
  const systems = files.systems.value.systems.map((entry) => [entry.kind, entry] as const);
  return {
    sources: sourcesOf(files),
    lifecycle: files.lifecycle.value.products,
    crypto: algorithmsOf(files.crypto.value),
    antivirus: files.antivirus.value.products,
    controlPorts: files.ports.value.control.map(controlPort),
    servicePorts: files.ports.value.services,
    passwords: {default: lowerCase(words.default), weak: lowerCase(words.weak)},
    systems: Object.fromEntries(systems) as Record<SystemKind, SystemEntry>,
    zonePolicies: files['zone-policies'].value.policies,
    digest: sha256Hex(fileNames.map((name) => `${name}.yaml ${sha256Hex(texts.get(name) ?? '')}\n`).join('')),
  };
}
