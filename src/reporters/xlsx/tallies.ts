import type {SheetToWrite} from '../../spreadsheets/index.ts';
import type {ClauseTallyRow} from '../view/clause-tables.ts';
import type {ReportView} from '../view.ts';
import type {Row} from './style.ts';

function rowOf({label, counts, waived, coverage}: ClauseTallyRow): Row {
  return [label, ...counts.map(({count}) => count), waived, coverage];
}

/** Clauses summed up: the whole organisation, each section, each zone, each kind of asset. */
export function tallySheet({texts, counts, sectionTallies, placeTallies}: ReportView): SheetToWrite {
  const {page} = texts;
  const heads = [page.clauses, ...counts.map(({word}) => word), page.waivedMark, page.coverage];
  return {
    name: page.tallies,
    columns: [{width: 44}, ...counts.map(() => ({width: 11})), {width: 8}, {width: 40}],
    rows: [heads, ...[...sectionTallies, ...placeTallies].map(rowOf)],
    headerRows: 1,
    stickyColumns: 1,
    landscape: true,
  };
}
