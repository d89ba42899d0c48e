import {sha256Hex} from '../model/digest.ts';
import {canonicalJson} from '../model/canonical.ts';
import type {Overlay} from '../model/overlay.ts';
import type {AssetSummary, RunDigests} from '../model/run.ts';

/** One hash over the evidence of a run: each asset and the hash of its last line. Printed in the report. */
export function rootHash(assets: readonly Pick<AssetSummary, 'id' | 'lastHash'>[]): string {
  return sha256Hex(canonicalJson(assets.map(({id, lastHash}) => [id, lastHash])));
}

/** `20261122-143000Z`: sorts by time, and is a legal folder name everywhere. */
export function runId(startedAt: Date): string {
  const [date = '', time = ''] = startedAt.toISOString().split('T');
  return `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}Z`;
}

export function overlayDigests({waivers, attestations}: Overlay): Pick<RunDigests, 'waivers' | 'attestations'> {
  return {waivers: sha256Hex(canonicalJson(waivers)), attestations: sha256Hex(canonicalJson(attestations))};
}
