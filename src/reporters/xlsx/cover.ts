import type {SheetToWrite} from '../../spreadsheets/index.ts';
import type {ReportInput} from '../input.ts';
import type {ReportView} from '../view.ts';
import {heading, type Row} from './style.ts';

/** What was inspected, when, with what result, and by what it can be verified. */
export function coverSheet(input: ReportInput, view: ReportView): SheetToWrite {
  const {texts, verdict} = view;
  const {page} = texts;
  const counts = view.counts.map(({word, count, note}) => [word, count, note ?? ''] as const);
  const rows: Row[] = [
    [heading(`${view.site} ${page.title}`), null, null],
    [page.verdict, {value: `${verdict.symbol} ${verdict.word}`, style: {bold: true}}, verdict.sentence],
    [page.coverage, view.coverage.text, view.coverage.floorText],
    [page.runTime, view.started.local, view.timezone],
    [page.asOf, view.asOf.local, view.timezone],
    [page.profile, view.profile, null],
    [page.guideline, view.guideline, null],
    [page.assets, view.fleet.assets, view.fleet.trouble],
    [heading(page.outcomes), null, null],
    ...counts,
    [heading(page.howToVerify), null, null],
    ...view.appendix.rows.map(({label, value}): Row => [label, value, null]),
    [null, view.appendix.verify, null],
    [null, page.verifyLimit, null],
  ];
  return {name: page.summary, columns: [{width: 22}, {width: 66}, {width: 56}], rows, headerRows: 0, landscape: true};
}
