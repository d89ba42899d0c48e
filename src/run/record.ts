import {sha256Hex} from '../model/digest.ts';
import {canonicalJson} from '../model/canonical.ts';
import {siteId, type Asset, type Site, type Zone} from '../model/asset.ts';
import type {Overlay} from '../model/overlay.ts';
import type {Run, RunDigests} from '../model/run.ts';

/** One hash over the evidence of a run: each asset, and the site where it was asked, with the hash of its last line. Printed in the report. */
export function rootHash({assets, siteEvidence}: Pick<Run, 'assets' | 'siteEvidence'>): string {
  const site = siteEvidence === undefined ? [] : [[siteId, siteEvidence.lastHash]];
  return sha256Hex(canonicalJson([...assets.map(({id, lastHash}) => [id, lastHash]), ...site]));
}

/** Digest of the check parameters that the inventory sets, as they stand in `assets.json`. */
export function parametersDigest(stored: {
  readonly site: Site;
  readonly zones: readonly Zone[];
  readonly assets: readonly Asset[];
}): string {
  const settings = ({parameters}: Site | Zone | Asset) => parameters ?? {};
  const by = (list: readonly (Zone | Asset)[]) =>
    list.filter(({parameters}) => parameters !== undefined).map((one) => [one.id, settings(one)] as const);
  return sha256Hex(canonicalJson([settings(stored.site), by(stored.zones), by(stored.assets)]));
}

/** `20261122-143000Z`: sorts by time, and is a legal folder name everywhere. */
export function runId(startedAt: Date): string {
  const [date = '', time = ''] = startedAt.toISOString().split('T');
  return `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}Z`;
}

export const overlayParts = ['waivers', 'attestations', 'advisories'] as const;
export type OverlayPart = (typeof overlayParts)[number];

export function overlayDigests({waivers, attestations, advisories}: Overlay): Pick<RunDigests, OverlayPart> {
  return {
    waivers: sha256Hex(canonicalJson(waivers)),
    attestations: sha256Hex(canonicalJson(attestations)),
    advisories: sha256Hex(canonicalJson(advisories ?? null)),
  };
}

/** Parts of a stored overlay that are not those of the digests; runs from before there were any cannot tell. */
export function changedOverlay(stored: Overlay, digests: RunDigests): OverlayPart[] {
  const now = overlayDigests(stored);
  return overlayParts.filter((part) => digests[part] !== undefined && digests[part] !== now[part]);
}
