import {basename} from 'node:path';
import type {z} from 'zod';
import {writeInstead} from '../model/suggest.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Guideline, Profile} from '../model/guideline.ts';
import {InputError, type Problem} from '../model/input-error.ts';
import {settingOf, type CheckSettings, type ParameterSettings} from '../model/parameter-settings.ts';
import type {DeclaredChecks} from '../model/parameters.ts';
import type {Bilingual} from '../model/text.ts';
import {readYamlFile, type YamlFile} from '../model/yaml.ts';
import {clausesWithParameters, profileParameters} from './parameters.ts';
import {guidelineProblems} from './problems.ts';
import {guidelineFile, profileFile, type ProfileFile} from './schema.ts';

/** @throws InputError for bad YAML, a wrong shape, and an id that is not the file's name */
function readFile<S extends z.ZodType<{readonly id: string}>>(path: string, schema: S): YamlFile<z.output<S>> {
  const source = readYamlFile(path, schema);
  const name = basename(path, '.yaml');
  if (source.data.id === name) return source;
  const message = {
    en: `the id must be the file's name: write ${name}`,
    ja: `idはファイル名と同じにしてください: ${name}`,
  };
  throw new InputError([source.at(['id'], message)]);
}

/** @throws InputError with every problem, also a check that does not exist and a role that does not fit the mode */
export function loadGuideline(path: string, checks: DeclaredChecks): Guideline {
  const source = readFile(path, guidelineFile);
  const problems = guidelineProblems(source, checks);
  const clauses = clausesWithParameters(source, checks, problems);
  if (problems.length > 0) throw new InputError(problems);
  return {...source.data, clauses, digest: sha256Hex(source.text)};
}

function unknownProfile(id: string, known: readonly string[]): Bilingual {
  const instead = writeInstead(id, known);
  return {en: `no profile ${id}: ${instead.en}`, ja: `プロファイル${id}はありません: ${instead.ja}`};
}

/** What the child says over what the parent says; a value that is not looser still rests on the parent's approval. */
function mergeParameters(parent: ParameterSettings, child: ParameterSettings): ParameterSettings {
  const merged: Record<string, CheckSettings> = {...parent};
  for (const [check, settings] of Object.entries(child)) {
    const before = merged[check] ?? {};
    const own = Object.entries(settings).map(([name, setting]) => {
      const {value, approval} = settingOf(setting);
      const approved = approval ?? (Object.hasOwn(before, name) ? settingOf(before[name] ?? value).approval : null);
      return [name, approved === null ? value : {value, ...approved}] as const;
    });
    merged[check] = {...before, ...Object.fromEntries(own)};
  }
  return merged;
}

type Inherited = Pick<Profile, 'include' | 'exclude' | 'parameters' | 'formats' | 'required' | 'digest'> & {
  readonly floor: number | null;
};

const nothing: Inherited = {
  include: ['*'],
  exclude: [],
  parameters: {},
  formats: [],
  required: [],
  floor: null,
  digest: '',
};

function parentOf(
  source: YamlFile<ProfileFile>,
  folder: string,
  others: readonly string[],
  checks: DeclaredChecks,
): Inherited {
  const {extends: id} = source.data;
  if (id === null) return nothing;
  if (!others.includes(id)) throw new InputError([source.at(['extends'], unknownProfile(id, others))]);
  return resolveProfile(folder, id, others, checks);
}

function resolveProfile(folder: string, id: string, known: readonly string[], checks: DeclaredChecks): Profile {
  const source = readFile(`${folder}/${id}.yaml`, profileFile);
  const others = known.filter((other) => other !== id);
  const parent = parentOf(source, folder, others, checks);
  const {extends: _extends, include, ...own} = source.data;
  const problems: Problem[] = [];
  const parameters = profileParameters(source, parent.parameters, checks, problems);
  const floor = own.floor ?? parent.floor;
  if (floor === null) {
    const message = {en: 'write a floor: percent from 0 to 100', ja: 'floorを0〜100の百分率で書いてください'};
    problems.push(source.at(['id'], message));
  }
  if (floor === null || problems.length > 0) throw new InputError(problems);
  return {
    ...own,
    include: include ?? parent.include,
    exclude: [...parent.exclude, ...own.exclude],
    parameters: mergeParameters(parent.parameters, parameters),
    floor,
    formats: own.formats ?? parent.formats,
    required: [...parent.required, ...own.required],
    digest: sha256Hex(parent.digest + source.text),
  };
}

/**
 * `folder` holds `<id>.yaml` files, `known` are their ids. A profile that extends another takes over what it does not
 * say itself, and adds to what the other excludes and requires.
 * @throws InputError also for a profile that is not known, or that extends itself
 */
export function loadProfile(folder: string, id: string, known: readonly string[], checks: DeclaredChecks): Profile {
  if (!known.includes(id))
    throw new InputError([{file: '--profile', line: null, column: null, message: unknownProfile(id, known)}]);
  return resolveProfile(folder, id, known, checks);
}
