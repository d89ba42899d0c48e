import type {Asset} from '../model/asset.ts';
import {
  attestationState,
  lastDayOf,
  type AppliedAttestation,
  type Attestation,
  type AttestationState,
} from '../model/attestation.ts';

const effective: ReadonlySet<AttestationState> = new Set(['valid', 'expired']);

/**
 * The answer that speaks: the newest that was approved and has begun, even when it has expired and an older one has not,
 * since it took the older one's place. Where there is none, the newest of the others.
 */
function best(attestations: readonly Attestation[], day: string): AppliedAttestation | null {
  const found = attestations.map((attestation) => ({attestation, state: attestationState(attestation, day)}));
  found.sort((a, b) => {
    const [first, second] = [effective.has(a.state), effective.has(b.state)];
    if (first !== second) return first ? -1 : 1;
    return a.attestation.date > b.attestation.date ? -1 : 1;
  });
  const [first] = found;
  if (first === undefined) return null;
  const {subject, answer} = first.attestation;
  return {subject, answer, state: first.state, until: lastDayOf(first.attestation)};
}

/** The attestations of a run, ready to be asked for. */
export interface AttestationOverlay {
  /**
   * The answer to a clause for one asset, for the site where `asset` is null. One that names the asset comes before that
   * of its zone, and that before the organisation's, also when it has expired: what was said of all says nothing of
   * whom an answer of its own was asked for.
   */
  answer(clause: string, asset: Asset | null): AppliedAttestation | null;
  /**
   * Whether the clause has a cell at the subject also without a finding. At the site (`asset` null) it has one where the
   * organisation answered; at every asset it has one as soon as anybody answered for some asset or zone: the others are
   * then seen to be open.
   */
  names(clause: string, asset: Asset | null): boolean;
}

/** Attestations as of a day, `YYYY-MM-DD`. */
export function attestationOverlay(attestations: readonly Attestation[], day: string): AttestationOverlay {
  const groups = new Map<string, Attestation[]>();
  const inPart = new Set<string>();
  const keyOf = (clause: string, subject: string): string => `${clause}\0${subject.toLowerCase()}`;
  for (const attestation of attestations) {
    const key = keyOf(attestation.clause, attestation.subject);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [attestation]);
    else group.push(attestation);
    if (attestation.subject !== 'organisation') inPart.add(attestation.clause);
  }
  const own = (asset: Asset | null): string[] => (asset === null ? [] : [asset.id, `zone:${asset.zone}`]);
  return {
    answer(clause, asset) {
      const subjects = [...own(asset), 'organisation'];
      const answered = subjects.find((subject) => groups.has(keyOf(clause, subject)));
      return answered === undefined ? null : best(groups.get(keyOf(clause, answered)) ?? [], day);
    },
    names: (clause, asset) => (asset === null ? groups.has(keyOf(clause, 'organisation')) : inPart.has(clause)),
  };
}
