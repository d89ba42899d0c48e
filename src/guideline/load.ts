import {basename} from 'node:path';
import type {z} from 'zod';
import {writeInstead} from '../model/suggest.ts';
import type {ParameterValue} from '../model/check.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Guideline, Profile} from '../model/guideline.ts';
import {InputError} from '../model/input-error.ts';
import type {Bilingual} from '../model/text.ts';
import {readYamlFile, type YamlFile} from '../model/yaml.ts';
import {guidelineProblems} from './problems.ts';
import {guidelineFile, profileFile} from './schema.ts';

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
export function loadGuideline(path: string, checkIds: ReadonlySet<string>): Guideline {
  const source = readFile(path, guidelineFile);
  const problems = guidelineProblems(source, checkIds);
  if (problems.length > 0) throw new InputError(problems);
  return {...source.data, digest: sha256Hex(source.text)};
}

function unknownProfile(id: string, known: readonly string[]): Bilingual {
  const instead = writeInstead(id, known);
  return {en: `no profile ${id}: ${instead.en}`, ja: `プロファイル${id}はありません: ${instead.ja}`};
}

type Parameters = Profile['parameters'];

function mergeParameters(parent: Parameters, child: Parameters): Parameters {
  const merged: Record<string, Readonly<Record<string, ParameterValue>>> = {...parent};
  for (const [check, values] of Object.entries(child)) merged[check] = {...merged[check], ...values};
  return merged;
}

function resolveProfile(folder: string, id: string, known: readonly string[]): Profile {
  const source = readFile(`${folder}/${id}.yaml`, profileFile);
  const {extends: parentId, include, floor, formats, ...own} = source.data;
  const others = known.filter((other) => other !== id);
  if (parentId === null) {
    if (floor === undefined)
      throw new InputError([
        source.at(['id'], {en: 'write a floor: percent from 0 to 100', ja: 'floorを0〜100の百分率で書いてください'}),
      ]);
    return {...own, include: include ?? ['*'], floor, formats: formats ?? [], digest: sha256Hex(source.text)};
  }
  if (!others.includes(parentId)) throw new InputError([source.at(['extends'], unknownProfile(parentId, others))]);
  const parent = resolveProfile(folder, parentId, others);
  return {
    ...own,
    include: include ?? parent.include,
    exclude: [...parent.exclude, ...own.exclude],
    parameters: mergeParameters(parent.parameters, own.parameters),
    floor: floor ?? parent.floor,
    formats: formats ?? parent.formats,
    required: [...parent.required, ...own.required],
    digest: sha256Hex(parent.digest + source.text),
  };
}

/**
 * `folder` holds `<id>.yaml` files, `known` are their ids. A profile that extends another takes over what it does not
 * say itself, and adds to what the other excludes and requires.
 * @throws InputError also for a profile that is not known, or that extends itself
 */
export function loadProfile(folder: string, id: string, known: readonly string[]): Profile {
  if (!known.includes(id))
    throw new InputError([{file: '--profile', line: null, column: null, message: unknownProfile(id, known)}]);
  return resolveProfile(folder, id, known);
}
