import type {ParameterDeclaration, ParameterValue} from './check.ts';
import {parameterProblem, type DeclaredChecks} from './parameters.ts';
import {brief, writeInstead} from './suggest.ts';
import type {Bilingual} from './text.ts';

type Path = readonly PropertyKey[];

/** Values of one check's parameters, by name. */
export type CheckSettings = Readonly<Record<string, ParameterValue>>;

/** What one file sets, by check id. */
export type ParameterSettings = Readonly<Record<string, CheckSettings>>;

/** Told of what is wrong at the value of a path, or at the last key of it. */
export type TellSetting = (at: 'value' | 'key', path: Path, message: Bilingual) => void;

function readOne(written: unknown, declaration: ParameterDeclaration, path: Path, tell: TellSetting) {
  const problem = parameterProblem(declaration, written);
  if (problem === null) return written as ParameterValue;
  tell('value', path, problem);
  return null;
}

/** Values of one check's parameters as a person wrote them; what is wrong is told and left out. */
export function readCheckSettings(
  id: string,
  written: Readonly<Record<string, unknown>>,
  checks: DeclaredChecks,
  path: Path,
  tell: TellSetting,
): CheckSettings {
  const declared = checks.get(id)?.parameters ?? {};
  const settings = Object.entries(written).flatMap(([name, value]) => {
    const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (declaration === undefined) {
      const instead = writeInstead(name, Object.keys(declared));
      tell('key', [...path, name], {
        en: `${id} has no parameter “${brief(name)}”: ${instead.en}`,
        ja: `${id}に「${brief(name)}」というパラメーターはありません: ${instead.ja}`,
      });
      return [];
    }
    const setting = readOne(value, declaration, [...path, name], tell);
    return setting === null ? [] : [[name, setting] as const];
  });
  return Object.fromEntries(settings);
}

/** `{check: {parameter: value}}` as a person wrote it; what is wrong is told and left out. */
export function readSettings(
  written: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  checks: DeclaredChecks,
  path: Path,
  tell: TellSetting,
): ParameterSettings {
  const settings = Object.entries(written).flatMap(([id, values]) => {
    if (checks.has(id)) return [[id, readCheckSettings(id, values, checks, [...path, id], tell)] as const];
    const instead = writeInstead(id, [...checks.keys()]);
    tell('key', [...path, id], {
      en: `no check ${brief(id)}: ${instead.en}`,
      ja: `チェック${brief(id)}がありません: ${instead.ja}`,
    });
    return [];
  });
  return Object.fromEntries(settings);
}
