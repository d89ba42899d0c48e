import {stringify} from 'csv-stringify/sync';
import type {Asset} from '../model/asset.ts';
import {detailText} from './text/details.ts';
import {titleOf, type Check} from '../model/check.ts';
import type {Finding} from '../model/finding.ts';
import type {Language} from '../model/text.ts';
import {limits, type ReportDeps, type ReportInput, type Reporter, type SubjectResults} from './input.ts';
import {csvKeys} from './text/keys.ts';
import {visible} from './text/visible.ts';
import type {Context} from './view/common.ts';
import {actualViews, declaredText, waiverText} from './view/finding.ts';
import {expectedText, parameterViews} from './view/parameters.ts';
import {deviceText} from './view/value.ts';
import {whenText} from './view/when.ts';
import {contextOf} from './view.ts';

type Row = Readonly<Record<(typeof csvKeys)[number], string>>;

interface Frame {
  readonly site: string;
  readonly run: string;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly context: Context;
}

function reasonOf({outcome}: Finding, {language, texts}: Context): {reason: string; detail: string} {
  switch (outcome.status) {
    case 'not-tested':
      return {reason: texts.gap[outcome.reason].word, detail: detailText(outcome.detail, language)};
    case 'error':
      return {reason: '', detail: outcome.message};
    case 'pass':
    case 'fail':
    case 'not-applicable':
    case 'manual':
      return {reason: '', detail: ''};
    default:
      return outcome satisfies never;
  }
}

function assetColumns(id: string, {assets, context}: Frame): Pick<Row, 'asset' | 'name' | 'kind' | 'zone'> {
  const asset = assets.get(id);
  return {
    asset: id,
    name: asset?.name ?? '',
    kind: asset === undefined ? '' : context.texts.kind[asset.kind],
    zone: asset?.zone ?? '',
  };
}

function checkColumns(finding: Finding, check: Check | undefined, {assets, context}: Frame) {
  const {language, texts} = context;
  const asset = assets.get(finding.asset);
  const mend = finding.outcome.status === 'fail' ? check?.remediation : undefined;
  return {
    check: finding.check,
    title: check === undefined ? '' : titleOf(check, finding.parameters)[language],
    expected: check === undefined ? '' : expectedText(finding, check, context),
    remediation: mend?.text[language] ?? '',
    effort: mend === undefined ? '' : texts.effort[mend.effort],
    when: mend === undefined ? '' : whenText(mend.when, asset === undefined ? [] : [asset], context),
    restarts: mend === undefined ? '' : texts.restarts[mend.restarts],
  };
}

function loosenedOf(finding: Finding, check: Check | undefined, context: Context): string {
  const {colon} = context.texts.value;
  const all = parameterViews(finding, check, context).flatMap(({label, value, loosened}) =>
    loosened.map((sentence) => `${label}${colon}${value} ${sentence}`),
  );
  return all.join(' / ');
}

function rowOf(finding: Finding, clauses: readonly string[], frame: Frame): Row {
  const {context} = frame;
  const {texts} = context;
  const check = frame.checks.get(finding.check);
  const actual = actualViews(finding, check, context).map(
    ({label, lines}) => `${label}${texts.value.colon}${lines.join('; ')}`,
  );
  return {
    site: frame.site,
    run: frame.run,
    ...assetColumns(finding.asset, frame),
    ...checkColumns(finding, check, frame),
    ...reasonOf(finding, context),
    subject: finding.subject ?? '',
    outcome: texts.outcome[finding.outcome.status].word,
    severity: String(finding.severity),
    severityWord: texts.severity[finding.severity],
    actual: actual.join(' / '),
    clauses: clauses.join(' '),
    evidence: finding.citations.map(({seq, ask}) => `#${seq} ${ask}`).join(' / '),
    compensated: finding.compensated ? texts.page.compensated : '',
    waiver: waiverText(finding, context) ?? '',
    loosened: loosenedOf(finding, check, context),
    declared: declaredText(finding, context) ?? '',
    fingerprint: finding.fingerprint,
  };
}

function clausesBy(results: SubjectResults): ReadonlyMap<string, readonly string[]> {
  const clauses = new Map<string, string[]>();
  for (const cell of results.cells) {
    for (const fingerprint of cell.findings) {
      const list = clauses.get(fingerprint);
      if (list === undefined) clauses.set(fingerprint, [cell.clause]);
      else list.push(cell.clause);
    }
  }
  return clauses;
}

/** One cell: nothing invisible, not longer than a spreadsheet takes. */
const cell = (text: string, context: Context): string => deviceText(text, context, limits.cell);

/** For spreadsheets: no cell starts a formula. */
export const csvOptions = {escape_formulas: true, quoted_match: /[\n\r\t'"]/, record_delimiter: 'windows'} as const;

async function* render(input: ReportInput, language: Language, {catalogues}: ReportDeps): AsyncIterable<string> {
  const texts = catalogues[language];
  const frame: Frame = {
    site: visible(input.site.name),
    run: input.run.id,
    assets: new Map(input.assets.map((asset) => [asset.id, asset])),
    checks: new Map(input.checks.map((check) => [check.id, check])),
    context: contextOf(input, texts),
  };
  yield stringify([csvKeys.map((key) => texts.csv[key])], {...csvOptions, bom: true});
  for await (const results of input.subjects()) {
    const clauses = clausesBy(results);
    const rows = results.findings.map((finding) => {
      const row = rowOf(finding, clauses.get(finding.fingerprint) ?? [], frame);
      return csvKeys.map((key) => cell(row[key], frame.context));
    });
    if (rows.length > 0) yield stringify(rows, csvOptions);
  }
}

/** One finding a row, for spreadsheets: UTF-8 with a byte order mark, no cell that starts a formula. */
export const csv: Reporter = {format: 'csv', name: 'report', extension: 'csv', perLanguage: true, render};
