import {titleOf} from '../../model/check.ts';
import type {Finding} from '../../model/finding.ts';
import type {SheetToWrite} from '../../spreadsheets/index.ts';
import {limits, type ReportInput} from '../input.ts';
import {fill} from '../text/fill.ts';
import {compare, type Context} from '../view/common.ts';
import {actualViews, declaredText, waiverText} from '../view/finding.ts';
import {expectedText} from '../view/parameters.ts';
import {deviceText} from '../view/value.ts';
import {whenText} from '../view/when.ts';
import type {Row} from './style.ts';

const widths = [16, 24, 9, 40, 24, 40, 46, 50, 12, 30, 30];

/** Worst first; then by asset, check and subject. */
const gravest = (a: Finding, b: Finding): number =>
  b.severity - a.severity ||
  compare(a.asset, b.asset) ||
  compare(a.check, b.check) ||
  compare(a.subject ?? '', b.subject ?? '');

/** The gravest fails of the run, at most `limits.rows` of them, and how many there are. */
async function gravestFails(input: ReportInput): Promise<{readonly fails: readonly Finding[]; readonly total: number}> {
  let fails: Finding[] = [];
  let total = 0;
  for await (const {findings} of input.subjects()) {
    const own = findings.filter(({outcome}) => outcome.status === 'fail');
    total += own.length;
    fails.push(...own);
    if (fails.length > 2 * limits.rows) fails = fails.sort(gravest).slice(0, limits.rows);
  }
  return {fails: fails.sort(gravest).slice(0, limits.rows), total};
}

/** What is to be mended, the gravest first. */
export async function failSheet(input: ReportInput, context: Context): Promise<SheetToWrite> {
  const {texts, language} = context;
  const {page, value} = texts;
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  const assets = new Map(input.assets.map((asset) => [asset.id, asset]));
  const rowOf = (finding: Finding): Row => {
    const check = checks.get(finding.check);
    const asset = assets.get(finding.asset) ?? null;
    const actual = actualViews(finding, check, context).map(
      ({label, lines}) => `${label}${value.colon}${lines.join('; ')}`,
    );
    return [
      finding.asset,
      deviceText(asset?.name ?? '', context, 200),
      `${finding.severity} ${texts.severity[finding.severity]}`,
      check === undefined ? finding.check : titleOf(check, finding.parameters)[language],
      finding.subject === null ? null : deviceText(finding.subject, context, 300),
      check === undefined ? null : expectedText(finding, check, context),
      actual.join('\n'),
      check?.remediation.text[language] ?? null,
      check === undefined ? null : whenText(check.remediation.when, asset === null ? [] : [asset], context),
      waiverText(finding, context),
      [
        ...(declaredText(finding, context) === null ? [] : [declaredText(finding, context)]),
        ...finding.citations.map(({seq, ask}) => `#${seq} ${deviceText(ask, context, 200)}`),
      ].join('\n'),
    ];
  };
  const {fails, total} = await gravestFails(input);
  const left = total - fails.length;
  const heads = [page.asset, page.name, page.severity, page.checkTitle, page.subject, page.expected, page.actual];
  const more = [page.remediation, page.when, page.waivedMark, page.citations];
  return {
    name: texts.outcome.fail.word,
    columns: widths.map((width) => ({width})),
    rows: [[...heads, ...more], ...fails.map(rowOf), ...(left > 0 ? [[fill(value.more, {n: left})]] : [])],
    headerRows: 1,
    stickyColumns: 1,
    landscape: true,
  };
}
