import type {AppliedAttestation, Attestation} from '../../model/attestation.ts';
import type {Overlay} from '../../model/overlay.ts';
import type {AppliedWaiver, Waiver} from '../../model/waiver.ts';
import type {Names} from './names.ts';

/** `zone:<id>`, an asset id; words of the program stay. A pattern of asset ids tells a part of them. */
function maskSelector(selector: string, names: Names): string {
  if (selector === '*' || selector.startsWith('kind:')) return selector;
  return selector === 'site' || selector.startsWith('zone:') ? names.subject(selector) : names.text(selector, '');
}

function maskWaiver(waiver: Waiver, names: Names): Waiver {
  return {
    ...waiver,
    id: names.waivers.of(waiver.id),
    assets: waiver.assets.map((selector) => maskSelector(selector, names)),
    subject: waiver.subject === null ? null : names.text(waiver.subject, ''),
    explanation: '',
    measure: null,
    requestedBy: null,
    approvedBy: '',
  };
}

function maskSubject(subject: string, names: Names): string {
  return subject === 'organisation' ? subject : names.subject(subject);
}

function maskAttestation(attestation: Attestation, names: Names): Attestation {
  return {
    ...attestation,
    subject: maskSubject(attestation.subject, names),
    explanation: '',
    document: null,
    interviewee: null,
    answeredBy: '',
    approvedBy: attestation.approvedBy === null ? null : '',
  };
}

/** Whom waivers and answers speak of, by pseudonyms; who asked, answered and approved, and why, is left out. */
export function maskOverlay({waivers, attestations}: Overlay, names: Names): Overlay {
  return {
    waivers: waivers.map((waiver) => maskWaiver(waiver, names)),
    attestations: attestations.map((attestation) => maskAttestation(attestation, names)),
  };
}

export function maskApplied(waiver: AppliedWaiver, names: Names): AppliedWaiver {
  return {...waiver, id: names.waivers.of(waiver.id)};
}

export function maskAnswer(attestation: AppliedAttestation, names: Names): AppliedAttestation {
  return {...attestation, subject: maskSubject(attestation.subject, names)};
}
