import {z} from 'zod';
import {parameterProblem, type DeclaredChecks, type ParameterDeclaration, type ParameterValue} from './parameters.ts';
import {brief, writeInstead} from './suggest.ts';
import type {Bilingual} from './text.ts';

type Path = readonly PropertyKey[];
type Written = Readonly<Record<string, unknown>>;

/** Why a value is looser than what holds below it, and who has approved that. */
export interface Approval {
  readonly reason: Bilingual;
  readonly approvedBy: string;
}

export interface ApprovedValue extends Approval {
  readonly value: ParameterValue;
}

export type ParameterSetting = ParameterValue | ApprovedValue;

/** Values of one check's parameters, by name. */
export type CheckSettings = Readonly<Record<string, ParameterSetting>>;

/** What one file sets, by check id. */
export type ParameterSettings = Readonly<Record<string, CheckSettings>>;

export function settingOf(setting: ParameterSetting): {
  readonly value: ParameterValue;
  readonly approval: Approval | null;
} {
  if (typeof setting !== 'object' || !('value' in setting)) return {value: setting, approval: null};
  const {value, reason, approvedBy} = setting;
  return {value, approval: {reason, approvedBy}};
}

const text = {type: 'string', minLength: 1} as const;
const plainValue = [{type: ['string', 'number', 'boolean']}, {type: 'array', items: {type: 'string'}}];
const bilingual = {type: 'object', properties: {en: text, ja: text}, required: ['en', 'ja']};

/** `{check: {parameter: value}}`, as editors see it; what the values must be is told by `readSettings`. */
export const writtenCheckSettings = z.record(
  z.string(),
  z.unknown().meta({
    anyOf: [
      ...plainValue,
      {
        type: 'object',
        properties: {value: {anyOf: plainValue}, reason: {anyOf: [text, bilingual]}, approvedBy: text},
        required: ['value', 'reason', 'approvedBy'],
        additionalProperties: false,
      },
    ],
  }),
);
export const writtenSettings = z.record(z.string(), writtenCheckSettings);

/** Told of what is wrong at the value of a path, or at the last key of it. */
export type TellSetting = (at: 'value' | 'key', path: Path, message: Bilingual) => void;

export interface SettingReader {
  readonly checks: DeclaredChecks;
  /** `texts`: numbers and booleans come as text, and a list of one may come without brackets. */
  readonly reading: 'values' | 'texts';
  readonly tell: TellSetting;
}

const isMap = (written: unknown): written is Written =>
  typeof written === 'object' && written !== null && !Array.isArray(written);

/** The value that a text stands for; the text itself where it stands for none. */
function fromText({type}: ParameterDeclaration, written: unknown): unknown {
  if (typeof written !== 'string') return written;
  if (type === 'int' || type === 'double') return /^-?\d+(?:\.\d+)?$/.test(written) ? Number(written) : written;
  if (type === 'bool') return written === 'true' ? true : written === 'false' ? false : written;
  return type === 'list<string>' ? [written] : written;
}

function readValue(written: unknown, declaration: ParameterDeclaration, path: Path, reader: SettingReader) {
  const value = reader.reading === 'texts' ? fromText(declaration, written) : written;
  const problem = parameterProblem(declaration, value);
  if (problem === null) return value as ParameterValue;
  reader.tell('value', path, problem);
  return null;
}

const longest = 300;

const isText = (written: unknown): written is string =>
  typeof written === 'string' && written.trim() !== '' && written.length <= longest;

function reasonOf(written: unknown): Bilingual | null {
  if (isText(written)) return {en: written, ja: written};
  if (!isMap(written)) return null;
  const {en, ja, ...others} = written;
  return isText(en) && isText(ja) && Object.keys(others).length === 0 ? {en, ja} : null;
}

const approvedKeys = ['value', 'reason', 'approvedBy'];

function unknownKey(key: string, keys: readonly string[]): Bilingual {
  const instead = writeInstead(key, keys);
  const told = brief(key);
  return {en: `unknown key “${told}”: ${instead.en}`, ja: `「${told}」というキーはありません: ${instead.ja}`};
}

function readApproved(written: Written, declaration: ParameterDeclaration, path: Path, reader: SettingReader) {
  const {tell} = reader;
  const stray = Object.keys(written).filter((key) => !approvedKeys.includes(key));
  for (const key of stray) tell('key', [...path, key], unknownKey(key, approvedKeys));
  const value = readValue(written['value'], declaration, [...path, 'value'], reader);
  const reason = reasonOf(written['reason']);
  const approvedBy = isText(written['approvedBy']) ? written['approvedBy'] : null;
  if (reason === null) {
    tell('value', [...path, 'reason'], {
      en: `write the reason: a text, or {en: …, ja: …}, of at most ${longest} characters`,
      ja: `reasonに理由を書いてください（文字列または {en: …, ja: …}、${longest}文字以内）`,
    });
  }
  if (approvedBy === null) {
    tell('value', [...path, 'approvedBy'], {
      en: `write who approved it in approvedBy: a text of at most ${longest} characters`,
      ja: `approvedByに承認者を書いてください（${longest}文字以内）`,
    });
  }
  if (value === null || reason === null || approvedBy === null || stray.length > 0) return null;
  return {value, reason, approvedBy};
}

/** Values of one check's parameters as a person wrote them; what is wrong is told and left out. */
export function readCheckSettings(id: string, written: Written, path: Path, reader: SettingReader): CheckSettings {
  const declared = reader.checks.get(id)?.parameters ?? {};
  const settings = Object.entries(written).flatMap(([name, value]) => {
    const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const at = [...path, name];
    if (declaration === undefined) {
      const instead = writeInstead(name, Object.keys(declared));
      reader.tell('key', at, {
        en: `${id} has no parameter “${brief(name)}”: ${instead.en}`,
        ja: `${id}に「${brief(name)}」というパラメーターはありません: ${instead.ja}`,
      });
      return [];
    }
    const read = isMap(value) ? readApproved : readValue;
    const setting: ParameterSetting | null = read(value as Written, declaration, at, reader);
    return setting === null ? [] : [[name, setting] as const];
  });
  return Object.fromEntries(settings);
}

/** `{check: {parameter: value}}` as a person wrote it; what is wrong is told and left out. */
export function readSettings(
  written: Readonly<Record<string, Written>>,
  path: Path,
  reader: SettingReader,
): ParameterSettings {
  const settings = Object.entries(written).flatMap(([id, values]) => {
    if (reader.checks.has(id)) return [[id, readCheckSettings(id, values, [...path, id], reader)] as const];
    const instead = writeInstead(id, [...reader.checks.keys()]);
    reader.tell('key', [...path, id], {
      en: `no check ${brief(id)}: ${instead.en}`,
      ja: `チェック${brief(id)}がありません: ${instead.ja}`,
    });
    return [];
  });
  return Object.fromEntries(settings);
}
