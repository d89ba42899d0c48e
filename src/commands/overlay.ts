import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {loadOverlay, type Knowledge} from '../index.ts';
import type {Overlay} from '../model/overlay.ts';
import {readOverlay} from '../run/read.ts';
import {badInput} from './basics.ts';

export interface OverlayOptions {
  /** File or folder of YAML; default: `waivers.yaml`, or the folder `waivers`, beside the inventory. */
  readonly waivers?: string;
  /** Likewise, `attestations`. */
  readonly attestations?: string;
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
export function overlayPath(name: keyof OverlayOptions, options: OverlayOptions, inventory?: string): string | null {
  const path = options[name];
  if (path !== undefined) return given(path);
  return inventory === undefined ? null : beside(inventory, name);
}

/** What a scan is judged with. @throws InputError */
export function overlayBeside(inventory: string, knowledge: Knowledge, options: OverlayOptions): Overlay {
  return loadOverlay(knowledge, {
    waivers: options.waivers === undefined ? beside(inventory, 'waivers') : given(options.waivers),
    attestations: options.attestations === undefined ? beside(inventory, 'attestations') : given(options.attestations),
  });
}

/** What a stored run is judged with: what it holds, but for what is given now. @throws InputError */
export function overlayOfRun(folder: string, knowledge: Knowledge, options: OverlayOptions): Overlay {
  const {waivers, attestations} = options;
  const loaded = loadOverlay(knowledge, {
    waivers: waivers === undefined ? null : given(waivers),
    attestations: attestations === undefined ? null : given(attestations),
  });
  const stored = readOverlay(folder);
  return {
    waivers: waivers === undefined ? stored.waivers : loaded.waivers,
    attestations: attestations === undefined ? stored.attestations : loaded.attestations,
  };
}
