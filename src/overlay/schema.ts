import {z} from 'zod';
import {attestationAnswers, attestationMethods} from '../model/attestation.ts';
import {waiverReasons} from '../model/waiver.ts';
import {isDay} from '../model/zoned-time.ts';

const text = z.string().trim().min(1).max(4000);
const line = z.string().trim().min(1).max(200);
/** `YYYY-MM-DD`. */
const day = z.string().refine(isDay, {error: 'write a day as 2027-03-31 / 2027-03-31 のように書いてください'});

export const waiverEntry = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  check: line.nullable().default(null),
  clause: line.nullable().default(null),
  assets: z.array(line).min(1),
  subject: z.string().min(1).max(1000).nullable().default(null),
  reason: z.enum(waiverReasons),
  explanation: text,
  measure: text.nullable().default(null),
  requestedBy: line.nullable().default(null),
  approvedBy: line,
  from: day,
  until: day,
});

/** A file of waivers: `waivers.yaml`, or a `.yaml` file directly in `waivers/`. */
export const waiverFile = z.strictObject({waivers: z.array(waiverEntry)});
export type WrittenWaiver = z.infer<typeof waiverEntry>;

export const attestationEntry = z.strictObject({
  clause: line,
  subject: line.default('organisation'),
  answer: z.enum(attestationAnswers),
  explanation: text,
  document: text.nullable().default(null),
  method: z.enum(attestationMethods).nullable().default(null),
  interviewee: line.nullable().default(null),
  answeredBy: line,
  approvedBy: line.nullable().default(null),
  date: day,
  until: day.nullable().default(null),
  reaskAfterDays: z.int().min(1).max(3660).nullable().default(null),
});

/** A file of attestations: `attestations.yaml`, or a `.yaml` file directly in `attestations/`. */
export const attestationFile = z.strictObject({attestations: z.array(attestationEntry)});
export type WrittenAttestation = z.infer<typeof attestationEntry>;
