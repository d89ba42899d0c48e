import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/model/paths.ts';
import type {SourceResult} from './compare.ts';
import {ntcCisco} from './cisco.ts';
import {ciscoPlatforms, configsOf} from './cisco-configs.ts';
import {jcLinux} from './jc.ts';
import {ntcLinux} from './ntc.ts';
import {osRelease} from './os-release.ts';

/** Recorded outputs of real systems with known values. Read in place; no part of the project. */
export const corpusFolder = join(packageRoot, '../shared/corpus');

/** null: there is no corpus here. */
export function runCorpus(): SourceResult[] | null {
  if (!existsSync(corpusFolder)) return null;
  const linux = [jcLinux(corpusFolder), osRelease(corpusFolder), ntcLinux(corpusFolder)];
  const cisco = ['cisco_ios', 'cisco_nxos', 'cisco_asa'].map((device) => ntcCisco(corpusFolder, device));
  const configs = ciscoPlatforms.map((platform) => configsOf(corpusFolder, platform).result);
  return [...linux, ...cisco, ...configs];
}

export function line({source, read, parsed, verdict}: SourceResult): string {
  const {right, missing, wrong} = verdict;
  const values = `${right} values right, ${missing.length} missing, ${wrong.length} WRONG`;
  return `${source}: ${read} files read, ${parsed} of them parsed: ${values}`;
}
