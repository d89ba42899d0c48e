import {alaxalaTables} from './alaxala.ts';
import {aoscxConfigs, aoscxTables} from './aoscx.ts';
import {awplusConfigs, awplusTables} from './awplus.ts';
import type {SourceResult} from './compare.ts';
import {comwareTables, procurveTables} from './hpe.ts';

/** Switches of several makers. */
export function switches(corpus: string): SourceResult[] {
  return [
    awplusConfigs(corpus),
    awplusTables(corpus),
    alaxalaTables(corpus),
    aoscxConfigs(corpus),
    aoscxTables(corpus),
    procurveTables(corpus),
    comwareTables(corpus),
  ];
}
