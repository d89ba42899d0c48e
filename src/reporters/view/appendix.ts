import type {Guideline} from '../../model/guideline.ts';
import type {Run} from '../../model/run.ts';
import type {Texts} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';
import {visible} from '../text/visible.ts';
import {outcomeCount, statusOrder, type LabelledValue, type OutcomeCount} from './common.ts';

export interface AppendixView {
  readonly legend: readonly (OutcomeCount & {readonly meaning: string})[];
  readonly rows: readonly LabelledValue[];
  readonly chains: readonly {readonly asset: string; readonly records: number; readonly lastHash: string}[];
  readonly verify: string;
  /** Tables of the guideline that the report's words come from. */
  readonly tables: readonly {readonly title: string; readonly rows: readonly TableRowView[]}[];
}

interface TableRowView {
  readonly number: string;
  readonly title: string;
  readonly text: string;
}

function tablesOf({tables}: Guideline, {language, page}: Texts): AppendixView['tables'] {
  return tables.map(({id, title, rows}) => ({
    title: fill(page.tableTitle, {id, title: title[language]}),
    rows: rows.map((row) => ({number: row.number, title: row.title[language], text: row.text[language]})),
  }));
}

/** A digest that runs from before it was kept do not have. */
function optional(label: string, value: string | undefined): LabelledValue[] {
  return value === undefined ? [] : [{label, value}];
}

/** Everything a reader needs to check the report against its run folder. */
export function appendixView(run: Run, guideline: Guideline, texts: Texts): AppendixView {
  const {page} = texts;
  const {digests} = run;
  return {
    legend: statusOrder.map((status) => ({
      ...outcomeCount(status, run.counts[status], texts),
      meaning: texts.outcome[status].meaning,
    })),
    rows: [
      {label: page.runId, value: visible(run.id)},
      {label: page.tool, value: visible(run.tool)},
      {label: page.rootHash, value: run.rootHash},
      {label: page.planDigest, value: digests.plan},
      {label: page.inventoryDigest, value: digests.inventory},
      {label: page.guidelineDigest, value: digests.guideline},
      {label: page.profileDigest, value: digests.profile},
      {label: page.checksDigest, value: digests.checks},
      {label: page.dataDigest, value: digests.data},
      ...optional(page.parametersDigest, digests.parameters),
      ...optional(page.waiversDigest, digests.waivers),
      ...optional(page.attestationsDigest, digests.attestations),
    ],
    chains: run.assets.map(({id, records, lastHash}) => ({
      asset: visible(id),
      records,
      lastHash: lastHash ?? page.none,
    })),
    tables: tablesOf(guideline, texts),
    verify: `mizumori verify out/${visible(run.id)}`,
  };
}
