import {join} from 'node:path';
import type {z} from 'zod';
import {
  cryptoKinds,
  type ControlPort,
  type CryptoAlgorithm,
  type CryptoKind,
  type ReferenceData,
  type SystemEntry,
} from '../model/data.ts';
import type {SystemKind} from '../model/asset.ts';
import {sha256Hex} from '../model/digest.ts';
import {InputError, type Problem} from '../model/input-error.ts';
import {packageRoot} from '../model/paths.ts';
import {fitYaml, openYaml} from '../model/yaml.ts';
import {dataProblems, type ReadFiles} from './data-rules.ts';
import {fileSchemas, type FileName, type Files} from './data-schema.ts';

const fileNames = Object.keys(fileSchemas).sort() as readonly FileName[];

/** @throws InputError with every problem of every file */
function readAll(folder: string): ReadFiles {
  const problems: Problem[] = [];
  const files = fileNames.map((name) => {
    const source = openYaml(join(folder, `${name}.yaml`));
    const {data, problems: wrong} = fitYaml(source, fileSchemas[name] as z.ZodType);
    problems.push(...wrong);
    return [name, {...source, data}] as const;
  });
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
  const kinds = cryptoKinds.map((kind) => [kind, explain(crypto[kind])] as const);
  return Object.fromEntries(kinds) as Record<CryptoKind, CryptoAlgorithm[]>;
}

const lowerCase = (words: readonly string[]): ReadonlySet<string> => new Set(words.map((word) => word.toLowerCase()));

function sourcesOf(files: ReadFiles): ReferenceData['sources'] {
  return Object.assign({}, ...fileNames.map((name) => files[name].data.sources)) as ReferenceData['sources'];
}

/**
 * Reads `checks/data/` whole.
 * @throws InputError with every problem, when a file is missing or not of its schema.
 */
export function loadReferenceData(folder = join(packageRoot, 'checks', 'data')): ReferenceData {
  const files = readAll(folder);
  const problems = dataProblems(files);
  if (problems.length > 0) throw new InputError(problems);
  const words = files['default-passwords'].data;
  const systems = files.systems.data.systems.map((entry) => [entry.kind, entry] as const);
  return {
    sources: sourcesOf(files),
    lifecycle: files.lifecycle.data.products,
    windows: files.windows.data.families,
    windowsBuilds: files['windows-builds'].data.builds,
    windowsProducts: files['windows-software'].data.products,
    frameworks: files['windows-software'].data.frameworks,
    vendors: files.vendors.data.vendors,
    advisories: null,
    crypto: algorithmsOf(files.crypto.data),
    antivirus: files.antivirus.data.products,
    controlPorts: files.ports.data.control.map(controlPort),
    servicePorts: files.ports.data.services,
    passwords: {default: lowerCase(words.default), weak: lowerCase(words.weak)},
    systems: Object.fromEntries(systems) as Record<SystemKind, SystemEntry>,
    zonePolicies: files['zone-policies'].data.policies,
    digest: sha256Hex(fileNames.map((name) => `${name}.yaml ${sha256Hex(files[name].text)}\n`).join('')),
  };
}
