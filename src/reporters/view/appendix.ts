import type {Run} from '../../model/run.ts';
import type {Texts} from '../text/catalogue.ts';
import {visible} from '../text/visible.ts';
import {outcomeCount, statusOrder, type LabelledValue, type OutcomeCount} from './common.ts';

export interface AppendixView {
  readonly legend: readonly (OutcomeCount & {readonly meaning: string})[];
  readonly rows: readonly LabelledValue[];
  readonly chains: readonly {readonly asset: string; readonly records: number; readonly lastHash: string}[];
  readonly verify: string;
}

/** Everything a reader needs to check the report against its run folder. */
export function appendixView(run: Run, texts: Texts): AppendixView {
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
      ...(digests.parameters === undefined ? [] : [{label: page.parametersDigest, value: digests.parameters}]),
    ],
    chains: run.assets.map(({id, records, lastHash}) => ({
      asset: visible(id),
      records,
      lastHash: lastHash ?? page.none,
    })),
    verify: `mizumori verify out/${visible(run.id)}`,
  };
}
