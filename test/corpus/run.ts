import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/model/paths.ts';
import type {SourceResult} from './compare.ts';
import {firewallConfigs} from './firewalls-configs.ts';
import {ntcFirewalls} from './firewalls-ntc.ts';
import {snmpFirewalls} from './firewalls-snmp.ts';
import {jcLinux} from './jc.ts';
import {ntcLinux} from './ntc.ts';
import {osRelease} from './os-release.ts';

/** Recorded outputs of real systems with known values. Read in place; no part of the project. */
export const corpusFolder = join(packageRoot, '../shared/corpus');

/** null: there is no corpus here. */
export function runCorpus(): SourceResult[] | null {
  if (!existsSync(corpusFolder)) return null;
  return [
    ...[jcLinux(corpusFolder), osRelease(corpusFolder), ntcLinux(corpusFolder)],
    ...[...ntcFirewalls(corpusFolder), ...firewallConfigs(corpusFolder), snmpFirewalls(corpusFolder)],
  ];
}

export function line({source, read, parsed, verdict}: SourceResult): string {
  const {right, missing, wrong} = verdict;
  const values = `${right} values right, ${missing.length} missing, ${wrong.length} WRONG`;
  return `${source}: ${read} files read, ${parsed} of them parsed: ${values}`;
}
