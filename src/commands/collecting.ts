import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {isRunFolder} from '../run/folder.ts';
import {readAssets, readRun} from '../run/read.ts';
import {runId} from '../run/record.ts';
import type {Plan} from '../model/plan.ts';
import {plan, type Knowledge, type LoadedInventory} from '../index.ts';
import {badInput, chosenAssets, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import type {OverlayOptions} from './overlay.ts';
import {readPlanFile} from './plan-file.ts';

export interface CollectOptions extends CommonOptions, OverlayOptions {
  readonly with?: string;
  readonly only?: readonly string[];
  readonly out?: string;
  readonly resume?: string;
  /** File of an approved plan. */
  readonly plan?: string;
  readonly profile: string;
  readonly concurrency: string;
  readonly walks?: string;
  /** Reports of nmap, whose hosts are taken for what is open. */
  readonly nmap?: readonly string[];
  /** Answer files of kits, and logs of terminals. */
  readonly kit?: readonly string[];
  /** Asset that the one such file is of; absent: it is found by what it tells. */
  readonly asset?: string;
  /** Nothing is sent: only files are read. */
  readonly offline?: boolean;
  readonly knownHosts?: string;
}

export const isOffline = ({walks, offline}: CollectOptions): boolean => walks !== undefined || offline === true;

/** `out/<id>`, or `out/<id>-2` for a second run in one second. */
function unusedFolder(id: string): string {
  for (let number = 1; ; number++) {
    const folder = join('out', number === 1 ? id : `${id}-${number}`);
    if (!existsSync(folder)) return folder;
  }
}

/** The run folder to write to: named, resumed, or a new one below `out/`. @throws InputError */
export function folderOf(options: CollectOptions, now: Date): string {
  if (options.resume !== undefined) {
    if (!isRunFolder(options.resume)) {
      throw badInput(options.resume, messages('en').noRun, messages('ja').noRun);
    }
    return options.resume;
  }
  const folder = options.out ?? unusedFolder(runId(now));
  if (existsSync(folder)) throw badInput(folder, messages('en').folderExists, messages('ja').folderExists);
  return folder;
}

/** @throws InputError when the approved plan is not what would be sent now */
function checkApproved(planned: Plan, path: string): void {
  const approved = readPlanFile(path);
  if (approved.digest === planned.digest) return;
  throw badInput(
    path,
    `is not what would be sent now: mizumori plan --against ${path} shows the difference`,
    `は、これから送信する内容と異なります。mizumori plan --against ${path} で差分を確認してください`,
  );
}

const assetsOfRun = (folder: string): ReadonlySet<string> => new Set(readAssets(folder).assets.map(({id}) => id));

/**
 * What will be sent: always made from the inventory, never taken from a file. A file of an approved plan, or the run
 * that is resumed, must agree with it. @throws InputError
 */
export function planFor(loaded: LoadedInventory, knowledge: Knowledge, options: CollectOptions, now: Date): Plan {
  // Where nothing is sent, there is nothing to approve.
  const approved = options.plan !== undefined || isOffline(options);
  const {resume} = options;
  const planned =
    resume === undefined
      ? plan(loaded, knowledge, {only: chosenAssets(options.only, loaded), now, approved})
      : plan(loaded, knowledge, {only: assetsOfRun(resume), now: new Date(readRun(resume).startedAt), approved});
  if (options.plan !== undefined) checkApproved(planned, options.plan);
  return planned;
}
