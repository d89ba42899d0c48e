import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/model/paths.ts';
import type {SourceResult} from './compare.ts';
import {advisories, exploited} from './advisories.ts';
import {recogSysDescr, vulsIdentity} from './banners.ts';
import {ciscoSources} from './cisco.ts';
import {firewallConfigs} from './firewalls-configs.ts';
import {ntcFirewalls} from './firewalls-ntc.ts';
import {jcLinux} from './jc.ts';
import {librenmsIdentity, librenmsRecordings} from './librenms.ts';
import {nmapReports} from './nmap.ts';
import {ntcLinux} from './ntc.ts';
import {osRelease} from './os-release.ts';
import {routers} from './routers.ts';
import {oxidizedSessions} from './sessions.ts';
import {secureHostBaseline} from './secure-host-baseline.ts';
import {snmpsimWalks} from './snmpsim.ts';
import {sshAudit} from './ssh-audit.ts';
import {switches} from './switches.ts';
import {windowsLifecycle} from './windows-lifecycle.ts';
import {jcWindows, wesngTexts} from './windows-texts.ts';

/** Recorded outputs of real systems with known values. Read in place; no part of the project. */
export const corpusFolder = join(packageRoot, '../shared/corpus');

type Source = (folder: string) => SourceResult | readonly SourceResult[];

const sources: readonly Source[] = [
  jcLinux,
  osRelease,
  ntcLinux,
  librenmsIdentity,
  librenmsRecordings,
  recogSysDescr,
  vulsIdentity,
  ciscoSources,
  routers,
  switches,
  ntcFirewalls,
  firewallConfigs,
  oxidizedSessions,
  snmpsimWalks,
  nmapReports,
  sshAudit,
  secureHostBaseline,
  windowsLifecycle,
  wesngTexts,
  jcWindows,
  advisories,
  exploited,
];

/** null: there is no corpus here. */
export function runCorpus(): SourceResult[] | null {
  return existsSync(corpusFolder) ? sources.flatMap((source) => source(corpusFolder)) : null;
}

export function line({source, read, parsed, verdict}: SourceResult): string {
  const {right, missing, wrong} = verdict;
  const values = `${right} values right, ${missing.length} missing, ${wrong.length} WRONG`;
  return `${source}: ${read} files read, ${parsed} of them parsed: ${values}`;
}
