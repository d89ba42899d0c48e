import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {AssetKind} from '../model/asset.ts';
import {parameterPlace, type Check} from '../model/check.ts';
import {sha256Hex} from '../model/digest.ts';
import {InputError, type Problem} from '../model/input-error.ts';
import {compileCheck, type CompiledCheck} from './compile-check.ts';
import {exampleProblems} from './example-problems.ts';
import type {Language} from './expression.ts';
import {declarationProblem, parameterProblem} from '../model/parameters.ts';
import {checkFile, checkGroups, type CheckFile} from './schema.ts';
import {writeInstead} from '../model/suggest.ts';
import {fitYaml, readYaml, type YamlSource} from '../model/yaml.ts';

/** A check with its expressions ready to run. */
export interface LoadedCheck extends Check {
  readonly compiled: CompiledCheck;
}

/** One language for checks of an asset, one for checks of a zone or the site. */
export interface Languages {
  readonly asset: Language;
  readonly site: Language;
  /** Ids of the platforms that checks may name; absent: any. */
  readonly platforms?: readonly string[];
}

interface Place {
  readonly group: string;
  /** File name without its ending. */
  readonly name: string;
  readonly file: string;
  readonly digest: string;
}

/** Kinds of asset that the checks of a folder speak of where they do not say it themselves; of other folders: all kinds. */
const kindsOfGroup: Readonly<Record<string, readonly AssetKind[]>> = {
  host: ['server', 'terminal', 'control-pc'],
  network: ['network-device'],
};

function toCheck(written: CheckFile, place: Place): Check {
  const {pass, review, ...rest} = written;
  const judge: Check['judge'] =
    review === null ? {kind: 'pass', expression: pass ?? 'false'} : {kind: 'review', question: review};
  return {
    ...rest,
    kinds: written.kinds.length > 0 ? written.kinds : (kindsOfGroup[place.group] ?? []),
    judge,
    remediation: {...written.remediation, act: written.remediation.act ?? written.id},
    group: place.group,
    file: place.file,
    digest: place.digest,
  };
}

function formProblems(written: CheckFile, place: Place, source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  if (written.id !== place.name) {
    problems.push(
      source.at(['id'], {
        en: `the id must be the file's name: write ${place.name}`,
        ja: `idはファイル名と同じにしてください: ${place.name}`,
      }),
    );
  }
  if ((written.pass === null) === (written.review === null)) {
    problems.push(
      source.at([written.pass === null ? 'id' : 'review'], {
        en: 'write either pass or review',
        ja: 'passとreviewのどちらか一方を書いてください',
      }),
    );
  }
  if ((written.forEach === null) !== (written.subject === null)) {
    problems.push(
      source.at([written.forEach === null ? 'subject' : 'forEach'], {
        en: 'forEach and subject go together: subject is a key of the element that stays the same from run to run',
        ja: 'forEachとsubjectは両方書いてください。subjectは、要素を毎回同じに識別できる値です',
      }),
    );
  }
  return problems;
}

function parameterProblems(written: CheckFile, source: YamlSource): Problem[] {
  return Object.entries(written.parameters).flatMap(([name, declaration]) => {
    const message = parameterProblem(declaration, declaration.default);
    if (message !== null) return [source.at(['parameters', name, 'default'], message)];
    const unsound = declarationProblem(declaration);
    return unsound === null ? [] : [source.at(['parameters', name], unsound)];
  });
}

function placeholderProblems(written: CheckFile, source: YamlSource): Problem[] {
  const known = Object.keys(written.parameters);
  return (['title', 'expect'] as const).flatMap((key) =>
    (['en', 'ja'] as const).flatMap((language) =>
      [...written[key][language].matchAll(parameterPlace)].flatMap((match) => {
        const name = match.groups?.['name'] ?? '';
        if (known.includes(name)) return [];
        const instead = writeInstead(name, known);
        const message = {
          en: `{${name}} names no parameter: ${instead.en}`,
          ja: `{${name}} というパラメーターはありません: ${instead.ja}`,
        };
        return [source.inside([key, language], match.index, message)];
      }),
    ),
  );
}

function platformProblems(written: CheckFile, {platforms}: Languages, source: YamlSource): Problem[] {
  if (platforms === undefined) return [];
  return written.platforms.flatMap((id, index) => {
    if (platforms.includes(id)) return [];
    const instead = writeInstead(id, platforms);
    const message = {en: `no platform “${id}”: ${instead.en}`, ja: `「${id}」という機種はありません: ${instead.ja}`};
    return [source.at(['platforms', index], message)];
  });
}

/** One check file. Everything wrong with it is added to `problems`; then there is no check. */
export function readCheck(text: string, place: Place, languages: Languages, problems: Problem[]): LoadedCheck | null {
  const source = readYaml(place.file, text);
  const before = problems.length;
  const {data: written, problems: wrong} = fitYaml(source, checkFile);
  problems.push(...wrong);
  if (written === null) return null;
  problems.push(...formProblems(written, place, source), ...parameterProblems(written, source));
  problems.push(...placeholderProblems(written, source), ...platformProblems(written, languages, source));
  const language = written.scope === 'asset' ? languages.asset : languages.site;
  const compiled = compileCheck(written, language, source, problems);
  problems.push(...exampleProblems(written, language, source));
  return problems.length > before ? null : {...toCheck(written, place), compiled};
}

async function yamlFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function duplicates(checks: readonly Check[]): Problem[] {
  const first = new Map<string, string>();
  return checks.flatMap((check) => {
    const other = first.get(check.id);
    first.set(check.id, other ?? check.file);
    if (other === undefined) return [];
    const message = {en: `${other} has the same id: choose another`, ja: `${other} とidが重複しています`};
    return [{file: check.file, line: null, column: null, message}];
  });
}

/**
 * All checks below a folder that has `host/`, `server/`, … in it, sorted by id.
 * @throws InputError with every problem of every file
 */
export async function loadChecks(folder: string, languages: Languages): Promise<readonly LoadedCheck[]> {
  const problems: Problem[] = [];
  const checks: LoadedCheck[] = [];
  for (const group of checkGroups) {
    for (const fileName of await yamlFiles(join(folder, group))) {
      const bytes = await readFile(join(folder, group, fileName));
      const place = {group, name: fileName.slice(0, -5), file: `${group}/${fileName}`, digest: sha256Hex(bytes)};
      const check = readCheck(bytes.toString('utf8'), place, languages, problems);
      if (check !== null) checks.push(check);
    }
  }
  problems.push(...duplicates(checks));
  if (problems.length > 0) throw new InputError(problems.map((each) => ({...each, file: join(folder, each.file)})));
  return checks.sort((a, b) => (a.id < b.id ? -1 : 1));
}
