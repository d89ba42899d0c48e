import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {
  loadOverlay,
  storedAdvisories,
  storedAttestations,
  storedOverlay,
  storedWaivers,
  type Knowledge,
} from '../index.ts';
import type {Overlay} from '../model/overlay.ts';
import {badInput} from './basics.ts';

export interface OverlayOptions {
  /** File or folder of YAML; default: `waivers.yaml`, or the folder `waivers`, beside the inventory. */
  readonly waivers?: string;
  /** Likewise, `attestations`. */
  readonly attestations?: string;
  /** File or folder of advisories: CSAF, CISA KEV, CSV. */
  readonly advisories?: string;
}

function given(path: string): string {
  if (existsSync(path)) return path;
  throw badInput(path, 'is missing', 'がありません');
}

/** `<name>.yaml` or the folder `<name>`. @throws InputError where both are there: which one counts is not for us to say */
function beside(inventory: string, name: string): string {
  const folder = join(dirname(inventory), name);
  const file = `${folder}.yaml`;
  if (existsSync(folder) && existsSync(file))
    throw badInput(
      file,
      `stands beside the folder ${name}: keep one of them`,
      `とフォルダー${name}の両方があります。どちらか一方にしてください`,
    );
  return existsSync(file) ? file : folder;
}

/** Where waivers or attestations are: as given, else beside the inventory; null without either. @throws InputError */
export function overlayPath(
  name: 'waivers' | 'attestations',
  options: OverlayOptions,
  inventory?: string,
): string | null {
  const path = options[name];
  if (path !== undefined) return given(path);
  return inventory === undefined ? null : beside(inventory, name);
}

function overlayBeside(inventory: string, knowledge: Knowledge, options: OverlayOptions): Overlay {
  return loadOverlay(knowledge, {
    waivers: options.waivers === undefined ? beside(inventory, 'waivers') : given(options.waivers),
    attestations: options.attestations === undefined ? beside(inventory, 'attestations') : given(options.attestations),
    advisories: options.advisories ?? null,
  });
}

/** @throws InputError when others are given than the run was started with */
function overlayResumed(folder: string, {waivers, attestations, advisories}: OverlayOptions): Overlay {
  if (waivers !== undefined || attestations !== undefined || advisories !== undefined)
    throw badInput(
      '--resume',
      'goes without --waivers, --attestations and --advisories: a run is finished with what it was started with. Judge it anew with mizumori judge',
      'は--waivers、--attestations、--advisoriesと併用できません。再開した実行は開始時の内容で判定します。変える場合は、完了後にmizumori judgeで判定し直してください',
    );
  return storedOverlay(folder);
}

/** What a scan is judged with; a resumed one with what it was started with. @throws InputError */
export function overlayOfScan(
  inventory: string,
  knowledge: Knowledge,
  options: OverlayOptions & {readonly resume?: string},
): Overlay {
  return options.resume === undefined
    ? overlayBeside(inventory, knowledge, options)
    : overlayResumed(options.resume, options);
}

/** What a stored run is judged with: what it holds, but for what is given now. @throws InputError */
export function overlayOfRun(folder: string, knowledge: Knowledge, options: OverlayOptions): Overlay {
  const {waivers, attestations, advisories} = options;
  const loaded = loadOverlay(knowledge, {
    waivers: waivers === undefined ? null : given(waivers),
    attestations: attestations === undefined ? null : given(attestations),
    advisories: advisories ?? null,
  });
  const feeds = advisories === undefined ? storedAdvisories(folder) : loaded.advisories;
  return {
    ...(feeds === undefined ? {} : {advisories: feeds}),
    waivers: waivers === undefined ? storedWaivers(folder) : loaded.waivers,
    attestations: attestations === undefined ? storedAttestations(folder) : loaded.attestations,
  };
}
