import {gapReasons} from '../model/evidence.ts';
import type {Problem} from '../model/input-error.ts';
import {assetType} from './asset-type.ts';
import type {Language} from './expression.ts';
import {parameterProblem} from '../model/parameters.ts';
import type {CheckFile} from './schema.ts';
import {writeInstead} from '../model/suggest.ts';
import {base, typeName, type Type} from './types.ts';
import {fromJson, isObject, Trouble} from './values.ts';
import type {Path, YamlSource} from '../model/yaml.ts';

type Report = (path: Path, en: string, ja: string) => void;

/** What is written must fit; what is left out is an error only for the expression that reads it. */
function checkValue(value: unknown, declared: Type, path: Path, report: Report): void {
  if (value === null && declared.kind === 'nullable') return;
  const type = base(declared);
  if (type.kind === 'object' && isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const field = type.fields.get(key);
      if (field !== undefined) {
        checkValue(inner, field, [...path, key], report);
        continue;
      }
      const instead = writeInstead(key, [...type.fields.keys()]);
      report([...path, key], `no field “${key}”: ${instead.en}`, `「${key}」という項目はありません: ${instead.ja}`);
    }
    return;
  }
  if (type.kind === 'list' && Array.isArray(value)) {
    value.forEach((item, at) => checkValue(item, type.element, [...path, at], report));
    return;
  }
  if (type.kind === 'map' && isObject(value)) {
    for (const [key, inner] of Object.entries(value)) checkValue(inner, type.value, [...path, key], report);
    return;
  }
  if (fromJson(value, declared, '') instanceof Trouble) {
    const name = type.kind === 'string' && type.values !== null ? type.values.join(' / ') : typeName(declared);
    report(path, `write ${name}`, `${name} を書いてください`);
  }
}

function checkFact(value: unknown, type: Type, path: Path, report: Report): void {
  if (isObject(value) && 'gap' in value) {
    if (gapReasons.some((reason) => reason === value.gap)) return;
    const instead = writeInstead(String(value.gap), gapReasons);
    report([...path, 'gap'], `no such reason: ${instead.en}`, `その理由はありません: ${instead.ja}`);
    return;
  }
  if (isObject(value) && 'incomplete' in value) {
    checkValue(value.incomplete, type, [...path, 'incomplete'], report);
    return;
  }
  checkValue(value, type, path, report);
}

type WrittenExample = CheckFile['examples'][number];

function checkParameters(written: CheckFile, example: WrittenExample, path: Path, report: Report): void {
  for (const [name, value] of Object.entries(example.parameters)) {
    const declaration = Object.hasOwn(written.parameters, name) ? written.parameters[name] : undefined;
    const message =
      declaration === undefined
        ? writeInstead(name, Object.keys(written.parameters))
        : parameterProblem(declaration, value);
    if (message !== null) report([...path, 'parameters', name], message.en, message.ja);
  }
}

function checkExample(
  written: CheckFile,
  example: WrittenExample,
  language: Language,
  path: Path,
  report: Report,
): void {
  if (example.recording === null && example.constructed === null) {
    report(path, 'write recording: or constructed: true', 'recording: か constructed: true を書いてください');
  }
  for (const [name, value] of Object.entries(example.facts)) {
    const type = language.typeOf(name);
    if (type !== null) {
      checkFact(value, type, [...path, 'facts', name], report);
      continue;
    }
    const instead = writeInstead(name, language.facts);
    report(
      [...path, 'facts', name],
      `no fact “${name}”: ${instead.en}`,
      `「${name}」というファクトはありません: ${instead.ja}`,
    );
  }
  checkValue(example.asset, assetType, [...path, 'asset'], report);
  checkParameters(written, example, path, report);
}

/** What is wrong with the examples of a check: names and values that the facts, the asset or the parameters do not have. */
export function exampleProblems(written: CheckFile, language: Language, source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, en, ja) => problems.push(source.at(path, {en, ja}));
  written.examples.forEach((example, at) => checkExample(written, example, language, ['examples', at], report));
  return problems;
}
