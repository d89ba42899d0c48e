import {writeInstead} from '../model/suggest.ts';
import type {Problem} from '../model/input-error.ts';
import type {DeclaredChecks} from '../model/parameters.ts';
import type {ClauseEntry, GuidelineFile} from './schema.ts';
import type {Path, YamlFile} from '../model/yaml.ts';

type Report = (path: Path, en: string, ja: string) => void;
type Mapping = ClauseEntry['checks'][number];

/** Ids that stand a second time, at their second place. */
function repeats(entries: readonly {readonly id: string}[], path: Path, report: Report): void {
  const seen = new Set<string>();
  for (const [index, {id}] of entries.entries()) {
    if (seen.has(id)) report([...path, index, 'id'], `${id} stands twice: remove one`, `${id}が重複しています`);
    seen.add(id);
  }
}

function clauseProblems(clause: ClauseEntry, sections: readonly string[], at: Path, report: Report): void {
  const {id, section, mode, note, about, kinds} = clause;
  if (!sections.includes(section)) {
    const instead = writeInstead(section, sections);
    report([...at, 'section'], `no section ${section}: ${instead.en}`, `節${section}がありません: ${instead.ja}`);
  }
  if (mode !== 'automated' && note === null)
    report(at, `${id} needs a note why no machine decides it`, `${id}に自動判定できない理由(note)を書いてください`);
  if (mode === 'automated' && note !== null)
    report([...at, 'note'], `${id} is automated: remove the note`, `${id}は自動判定です。noteを消してください`);
  if (about === 'organisation' && kinds.length > 0)
    report(
      [...at, 'kinds'],
      `${id} is about the organisation: remove kinds`,
      `${id}は組織についての条項です。kindsを消してください`,
    );
}

/** A person has the last word on what is not automated: there, no check may settle the clause. */
function roleProblems(mode: ClauseEntry['mode'], {id, role, covers}: Mapping, at: Path, report: Report): void {
  if (role === 'supports' && covers === 'full')
    report([...at, 'covers'], `${id} only supports: remove covers`, `${id}は参考です。coversを消してください`);
  if (role === 'decides' && mode === 'attested')
    report(
      [...at, 'role'],
      `no check decides an attested clause: write supports`,
      `申告の条項はsupportsにしてください`,
    );
  if (role === 'decides' && mode === 'assisted' && covers === 'full')
    report(
      [...at, 'covers'],
      'a clause that a check covers in full is automated: write partial, or change the mode',
      '全体を判定できる条項はautomatedです。partialにするか、modeを改めてください',
    );
}

function mappingProblems(clause: ClauseEntry, checks: DeclaredChecks, at: Path, report: Report): void {
  repeats(clause.checks, [...at, 'checks'], report);
  for (const [index, mapping] of clause.checks.entries()) {
    const place = [...at, 'checks', index];
    roleProblems(clause.mode, mapping, place, report);
    if (checks.has(mapping.id)) continue;
    const instead = writeInstead(mapping.id, [...checks.keys()]);
    report(
      [...place, 'id'],
      `no check ${mapping.id}: ${instead.en}`,
      `チェック${mapping.id}がありません: ${instead.ja}`,
    );
  }
}

/** A check is judged once, with one set of parameters: clauses may not ask for different ones. */
function parameterProblems(file: GuidelineFile, report: Report): void {
  const first = new Map<string, {readonly clause: string; readonly values: string}>();
  for (const [index, clause] of file.clauses.entries()) {
    for (const [position, mapping] of clause.checks.entries()) {
      if (Object.keys(mapping.with).length === 0) continue;
      const values = JSON.stringify(Object.entries(mapping.with).sort(([a], [b]) => (a < b ? -1 : 1)));
      const other = first.get(mapping.id);
      if (other === undefined) first.set(mapping.id, {clause: clause.id, values});
      else if (other.values !== values)
        report(
          ['clauses', index, 'checks', position, 'with'],
          `${mapping.id} has other parameters in ${other.clause}: write the same in both`,
          `${mapping.id}の値が${other.clause}と異なります。同じ値にしてください`,
        );
    }
  }
}

/** Everything wrong with a guideline beyond its shape, in the order of its clauses. */
export function guidelineProblems(source: YamlFile<GuidelineFile>, checks: DeclaredChecks): Problem[] {
  const {data: file} = source;
  const problems: Problem[] = [];
  const report: Report = (path, en, ja) => problems.push(source.at(path, {en, ja}));
  const sections = file.sections.map(({id}) => id);
  repeats(file.sections, ['sections'], report);
  repeats(file.clauses, ['clauses'], report);
  repeats(file.tables, ['tables'], report);
  for (const [index, table] of file.tables.entries()) repeats(table.rows, ['tables', index, 'rows'], report);
  for (const [index, clause] of file.clauses.entries()) {
    clauseProblems(clause, sections, ['clauses', index], report);
    mappingProblems(clause, checks, ['clauses', index], report);
  }
  parameterProblems(file, report);
  return problems;
}
