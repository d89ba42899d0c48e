import type {Advisories} from './advisory.ts';
import type {Attestation} from './attestation.ts';
import type {Waiver} from './waiver.ts';

/** What is given with a run beside the evidence: what people said, laid over what was judged, and the feeds. */
export interface Overlay {
  /** Sorted by id. */
  readonly waivers: readonly Waiver[];
  /** Sorted by clause, subject, date. */
  readonly attestations: readonly Attestation[];
  /** Feeds of advisories; absent: none were given. */
  readonly advisories?: Advisories;
}
