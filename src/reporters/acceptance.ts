import type {Language} from '../model/text.ts';
import {raw, sha256} from './html.ts';
import type {ReportDeps, ReportInput, Reporter} from './input.ts';
import {fill} from './text/fill.ts';
import {timeView} from './text/time.ts';
import {visible} from './text/visible.ts';
import {acceptanceSubject, recordFrame, verdictOf, verdictText, type RecordFrame} from './view/acceptance.ts';
import {acceptanceVerdicts, worst, type AcceptanceVerdict} from './view/acceptance-verdict.ts';
import {coverageText} from './view/common.ts';
import {deviceText} from './view/value.ts';
import {contextOf} from './view.ts';

interface Row {
  readonly id: string;
  readonly verdict: AcceptanceVerdict;
}

/** One line an asset: what an overview needs, so that nothing else is kept of a large delivery. */
async function rowsOf(frame: RecordFrame): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const results of frame.input.subjects()) {
    if (frame.assets.has(results.id)) rows.push({id: results.id, verdict: verdictOf(results, frame)});
  }
  return rows;
}

/** Every value once, in the order of the assets. */
function distinct(
  frame: RecordFrame,
  valueOf: (ordered: {document: string | null; delivered: string | null}) => string | null,
) {
  const {context, input} = frame;
  const values = input.assets.flatMap(({ordered}) => (ordered === null ? [] : (valueOf(ordered) ?? [])));
  const texts = [...new Set(values)].map((value) => deviceText(value, context, 300));
  return texts.length === 0 ? context.texts.acceptance.unwritten : texts.join(context.texts.value.separator);
}

function overviewOf(rows: readonly Row[], frame: RecordFrame) {
  const {assets, context} = frame;
  const {acceptanceVerdict: words} = context.texts;
  return rows.map(({id, verdict}) => ({
    ...verdict,
    id: deviceText(id, context, 100),
    name: deviceText(assets.get(id)?.name ?? '', context, 200),
    word: words[verdict.code],
  }));
}

function overallOf(rows: readonly Row[], frame: RecordFrame) {
  const code = worst(rows.map(({verdict}) => verdict.code));
  const sum = (count: (verdict: AcceptanceVerdict) => number): number =>
    rows.reduce((total, {verdict}) => total + count(verdict), 0);
  const fails = sum((verdict) => verdict.fails);
  const waived = sum((verdict) => verdict.waived);
  const loosened = sum((verdict) => verdict.loosened);
  return verdictText({code, holds: [], fails, waived, loosened, open: 0, manual: 0}, frame);
}

/** Every page carries the run and the beginning of its root hash, so that no page of another record passes for one of this. */
function stylesOf(css: string, {input: {run}}: RecordFrame): string {
  const mark = `${run.id} ${run.rootHash.slice(0, 16)}`.replaceAll(/[^\w. -]/g, '_');
  return `${css}@media print { @page { @bottom-left { content: '${mark}'; font-size: 8pt; } } }\n`;
}

function headOf(rows: readonly Row[], frame: RecordFrame, css: string) {
  const {input, context} = frame;
  const {run, site, profile, guideline} = input;
  const {texts, language} = context;
  return {
    language,
    texts,
    policy: `default-src 'none'; style-src ${sha256(css)}; base-uri 'none'; form-action 'none'`,
    styles: raw(css),
    documentTitle: fill(texts.acceptance.documentTitle, {site: visible(site.name), run: visible(run.id)}),
    site: visible(site.name),
    document: distinct(frame, ({document}) => document),
    delivered: distinct(frame, ({delivered}) => delivered),
    started: timeView(run.startedAt, site.timezone),
    asOf: timeView(run.asOf, site.timezone),
    timezone: site.timezone,
    profile: profile.title[language],
    guideline: guideline.title[language],
    runId: visible(run.id),
    tool: visible(run.tool),
    rootHash: run.rootHash,
    coverage: coverageText(run.coverage, texts),
    floor: fill(texts.page.floorMark, {floor: run.floor}),
    overall: overallOf(rows, frame),
    rows: overviewOf(rows, frame),
    decisions: acceptanceVerdicts
      .filter((code) => code !== 'pending')
      .map((code) => texts.acceptanceVerdict[code])
      .reverse(),
  };
}

async function* render(
  input: ReportInput,
  language: Language,
  {catalogues, templates}: ReportDeps,
): AsyncIterable<string> {
  const frame = recordFrame(input, contextOf(input, catalogues[language]));
  const {head, subject, tail, css} = templates.acceptance;
  const view = headOf(await rowsOf(frame), frame, stylesOf(css, frame));
  yield head(view);
  for await (const results of input.subjects()) {
    if (!frame.assets.has(results.id)) continue;
    yield subject({texts: catalogues[language], subject: acceptanceSubject(results, frame)});
  }
  yield tail(view);
}

/** The record of an acceptance inspection, to be printed and signed: one self-contained page without script. */
export const acceptance: Reporter = {
  format: 'acceptance',
  name: 'acceptance',
  extension: 'html',
  perLanguage: true,
  render,
};
