import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {LineCounter, parseDocument} from 'yaml';
import {z} from 'zod';
import {sha256Hex} from '../model/digest.ts';
import type {Guideline, Profile} from '../model/guideline.ts';
import {InputError, type Problem} from '../model/input-error.ts';

const bilingual = z.strictObject({en: z.string().min(1), ja: z.string().min(1)});
const parameterValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const clauseCheck = z.strictObject({
  id: z.string(),
  role: z.enum(['decides', 'supports']),
  covers: z.enum(['full', 'partial']).default('partial'),
  with: z.record(z.string(), parameterValue).default({}),
});

export const guidelineFile = z.strictObject({
  id: z.string(),
  title: bilingual,
  edition: z.string(),
  sections: z.array(z.strictObject({id: z.string(), title: bilingual})),
  clauses: z.array(
    z.strictObject({
      id: z.string(),
      section: z.string(),
      text: bilingual,
      level: z.enum(['required', 'recommended']),
      mode: z.enum(['automated', 'assisted', 'attested']),
      note: bilingual.nullable().default(null),
      checks: z.array(clauseCheck).default([]),
    }),
  ),
});

export const profileFile = z.strictObject({
  id: z.string(),
  title: bilingual,
  extends: z.string().nullable().default(null),
  include: z.array(z.string()).default(['*']),
  exclude: z.array(z.string()).default([]),
  parameters: z.record(z.string(), z.record(z.string(), parameterValue)).default({}),
  floor: z.number().min(0).max(100),
});

interface Source {
  readonly path: string;
  readonly text: string;
  problem(path: readonly PropertyKey[], en: string, ja: string): Problem;
}

function openSource(path: string): Source & {readonly value: unknown} {
  const text = readFileSync(path, 'utf8');
  const counter = new LineCounter();
  const document = parseDocument(text, {lineCounter: counter});
  const place = (offset: number | undefined): {line: number | null; column: number | null} => {
    if (offset === undefined) return {line: null, column: null};
    const {line, col} = counter.linePos(offset);
    return {line, column: col};
  };
  const problem = (at: readonly PropertyKey[], en: string, ja: string): Problem => {
    const node = at.length === 0 ? document.contents : document.getIn(at, true);
    const range = (node as {range?: readonly number[]} | null | undefined)?.range;
    return {file: path, ...place(range?.[0]), message: {en, ja}};
  };
  const [broken] = document.errors;
  if (broken)
    throw new InputError([{file: path, ...place(broken.pos[0]), message: {en: broken.message, ja: broken.message}}]);
  return {path, text, problem, value: document.toJS() as unknown};
}

function parse<S extends z.ZodType>(schema: S, source: Source & {readonly value: unknown}): z.infer<S> {
  const result = schema.safeParse(source.value);
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues.map((issue) => {
      const where = issue.path.map(String).join('.');
      return source.problem(
        issue.path,
        `${where}: ${issue.message}`,
        `${where}: 値が正しくありません(${issue.message})`,
      );
    }),
  );
}

/** @throws InputError also for a check that does not exist, a clause without a section, and an id used twice. */
export function loadGuideline(path: string, checkIds: ReadonlySet<string>): Guideline {
  const source = openSource(path);
  const file = parse(guidelineFile, source);
  const sections = new Set(file.sections.map(({id}) => id));
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, clause] of file.clauses.entries()) {
    const at = ['clauses', index];
    if (seen.has(clause.id))
      problems.push(source.problem([...at, 'id'], `${clause.id} stands twice`, `${clause.id}が重複しています`));
    seen.add(clause.id);
    if (!sections.has(clause.section)) {
      problems.push(
        source.problem([...at, 'section'], `no section ${clause.section}`, `節${clause.section}がありません`),
      );
    }
    if (clause.mode !== 'automated' && clause.note === null) {
      problems.push(
        source.problem(
          at,
          `${clause.id} needs a note why no machine decides it`,
          `${clause.id}に自動判定できない理由(note)が必要です`,
        ),
      );
    }
    for (const [position, check] of clause.checks.entries()) {
      if (checkIds.has(check.id)) continue;
      problems.push(
        source.problem([...at, 'checks', position, 'id'], `no check ${check.id}`, `チェック${check.id}がありません`),
      );
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return {...file, digest: sha256Hex(source.text)};
}

/** `folder` holds `<id>.yaml` files; a profile that extends another takes over what it does not say itself. */
export function loadProfile(folder: string, id: string, known: readonly string[]): Profile {
  if (!known.includes(id)) {
    const list = known.join(', ');
    const message = {
      en: `no profile ${id}; there are: ${list}`,
      ja: `プロファイル${id}はありません。指定できるもの: ${list}`,
    };
    throw new InputError([{file: '--profile', line: null, column: null, message}]);
  }
  const source = openSource(`${folder}/${id}.yaml`);
  const {extends: parentId, ...file} = parse(profileFile, source);
  if (file.id !== basename(source.path, '.yaml')) {
    throw new InputError([source.problem(['id'], `write id: ${id}`, `id: ${id} と書いてください`)]);
  }
  if (parentId === null) return {...file, digest: sha256Hex(source.text)};
  const parent = loadProfile(
    folder,
    parentId,
    known.filter((other) => other !== id),
  );
  return {
    ...file,
    exclude: [...parent.exclude, ...file.exclude],
    parameters: {...parent.parameters, ...file.parameters},
    digest: sha256Hex(parent.digest + source.text),
  };
}
