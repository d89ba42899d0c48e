import {stringify} from 'csv-stringify/sync';
import {answerTitles} from '../model/attestation.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Finding, OutcomeStatus} from '../model/finding.ts';
import {titleOf, type Check} from '../model/check.ts';
import type {Clause, ClauseCell} from '../model/guideline.ts';
import type {Language} from '../model/text.ts';
import {csvOptions} from './csv.ts';
import {limits, type ReportDeps, type ReportInput, type Reporter, type SubjectResults} from './input.ts';
import {fill} from './text/fill.ts';
import {clausesCsvKeys} from './text/keys.ts';
import {visible} from './text/visible.ts';
import {inParts, statusOrder, type Context} from './view/common.ts';
import {deviceText} from './view/value.ts';
import {contextOf} from './view.ts';

type Row = Partial<Record<(typeof clausesCsvKeys)[number], string>>;

/** Rows that are held at a time: a fleet whose clauses have more is read once for each part. */
const rowsHeld = 200_000;

interface Frame {
  readonly input: ReportInput;
  readonly context: Context;
  readonly checks: ReadonlyMap<string, Check>;
}

interface Tally {
  rows: number;
  status: OutcomeStatus | null;
}

async function tallyOf(input: ReportInput): Promise<ReadonlyMap<string, Tally>> {
  const tallies = new Map<string, Tally>(input.guideline.clauses.map(({id}) => [id, {rows: 1, status: null}]));
  for await (const {cells} of input.subjects()) {
    for (const {clause, status, findings} of cells) {
      const tally = tallies.get(clause);
      if (tally === undefined) continue;
      tally.rows += Math.max(1, findings.length);
      tally.status = statusOrder.find((candidate) => candidate === tally.status || candidate === status) ?? status;
    }
  }
  return tallies;
}

function clauseColumns(clause: Clause, tally: Tally | undefined, {input, context}: Frame): Row {
  const {texts, language} = context;
  return {
    site: visible(input.site.name),
    run: input.run.id,
    section: clause.section,
    clause: clause.id,
    text: clause.text[language],
    level: texts.level[clause.level],
    mode: texts.mode[clause.mode],
    about: texts.clausesAbout[clause.about],
    // A clause that nothing speaks to waits for a person.
    status: texts.outcome[tally?.status ?? 'manual'].word,
  };
}

function attestationText({attestation}: ClauseCell, {language, texts}: Context): string {
  if (attestation === undefined) return '';
  const {answer, state, until} = attestation;
  return fill(texts.clausesAttestation[state], {answer: answerTitles[answer][language], until});
}

function waiverText({waiver}: Finding, {texts}: Context): string {
  return waiver === undefined ? '' : fill(texts.clausesWaiver[waiver.state], {id: waiver.id, until: waiver.until});
}

/** Every line of evidence with the sha256 of its text, as the journal has it under `bodyHash`; `-` for one without an answer. */
function evidenceText(finding: Finding, hashes: ReadonlyMap<number, string>): string {
  return finding.citations.map(({seq, ask}) => `#${seq} ${ask} ${hashes.get(seq) ?? '-'}`).join(' / ');
}

function findingColumns(finding: Finding, clause: Clause, hashes: ReadonlyMap<number, string>, frame: Frame): Row {
  const {texts, language} = frame.context;
  const serving = clause.checks.find(({id}) => id === finding.check);
  const check = frame.checks.get(finding.check);
  return {
    check: finding.check,
    role: serving === undefined ? '' : texts.clausesRole[serving.role],
    covers: serving?.role === 'decides' ? texts.clausesCovers[serving.covers] : '',
    title: check === undefined ? '' : titleOf(check, finding.parameters)[language],
    findingSubject: finding.subject ?? '',
    outcome: texts.outcome[finding.outcome.status].word,
    waiver: waiverText(finding, frame.context),
    evidence: evidenceText(finding, hashes),
    fingerprint: finding.fingerprint,
  };
}

function cellRows(
  cell: ClauseCell,
  clause: Clause,
  results: SubjectResults,
  hashes: ReadonlyMap<number, string>,
  frame: Frame,
): Row[] {
  const {context} = frame;
  const own = {
    subject: cell.subject,
    subjectStatus: context.texts.outcome[cell.status].word,
    attestation: attestationText(cell, context),
  };
  const among = new Set(cell.findings);
  const findings = results.findings.filter(({fingerprint}) => among.has(fingerprint));
  if (findings.length === 0) return [own];
  return findings.map((finding) => ({...own, ...findingColumns(finding, clause, hashes, frame)}));
}

function line(row: Row, {context}: Frame): string {
  const cells = clausesCsvKeys.map((key) => deviceText(row[key] ?? '', context, limits.cell));
  return stringify([cells], csvOptions);
}

function hashesOf({evidence}: SubjectResults): ReadonlyMap<number, string> {
  return new Map(evidence.flatMap(({seq, answer}) => (answer.ok ? [[seq, sha256Hex(answer.body)] as const] : [])));
}

async function linesOf(part: readonly Clause[], tallies: ReadonlyMap<string, Tally>, frame: Frame): Promise<string[]> {
  const byId = new Map(part.map((clause) => [clause.id, {clause, lines: [] as string[]}]));
  for await (const results of frame.input.subjects()) {
    const cells = results.cells.filter(({clause}) => byId.has(clause));
    if (cells.length === 0) continue;
    const hashes = hashesOf(results);
    for (const cell of cells) {
      const entry = byId.get(cell.clause);
      if (entry === undefined) continue;
      const columns = clauseColumns(entry.clause, tallies.get(cell.clause), frame);
      for (const row of cellRows(cell, entry.clause, results, hashes, frame)) {
        entry.lines.push(line({...columns, ...row}, frame));
      }
    }
  }
  return [...byId.values()].flatMap(({clause, lines}) =>
    lines.length > 0 ? lines : [line(clauseColumns(clause, tallies.get(clause.id), frame), frame)],
  );
}

async function* render(input: ReportInput, language: Language, {catalogues}: ReportDeps): AsyncIterable<string> {
  const texts = catalogues[language];
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  const frame: Frame = {input, context: contextOf(input, texts), checks};
  yield stringify([clausesCsvKeys.map((key) => texts.clausesCsv[key])], {...csvOptions, bom: true});
  const tallies = await tallyOf(input);
  const rows = (clause: Clause): number => tallies.get(clause.id)?.rows ?? 0;
  for (const part of inParts(input.guideline.clauses, rows, rowsHeld)) yield* await linesOf(part, tallies, frame);
}

/**
 * Every clause in the guideline's order, those without an answer included, with all evidence that speaks to it: one line a
 * clause, asset and finding. UTF-8 with a byte order mark, no cell that starts a formula.
 */
export const clauses: Reporter = {format: 'clauses', name: 'clauses', extension: 'csv', perLanguage: true, render};
