import {join} from 'node:path';
import {z} from 'zod';
import {advisorySeverities, type Advisories} from './model/advisory.ts';
import type {Attestation} from './model/attestation.ts';
import {InputError} from './model/input-error.ts';
import type {Overlay} from './model/overlay.ts';
import type {Waiver} from './model/waiver.ts';
import {attestationEntry, waiverEntry} from './overlay/schema.ts';
import {readOverlay, readRun} from './run/read.ts';
import {changedOverlay, type OverlayPart} from './run/record.ts';

function problem(file: string, en: string, ja: string): InputError {
  return new InputError([{file, line: null, column: null, message: {en, ja}}]);
}

function partOf<S extends z.ZodType>(folder: string, part: OverlayPart, schema: S): z.output<S> {
  const file = join(folder, `${part}.json`);
  const stored = readOverlay(folder);
  const parsed = schema.safeParse(stored[part]);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    throw problem(file, `is damaged at ${JSON.stringify(place)}`, `は壊れています（${JSON.stringify(place)}）`);
  }
  if (changedOverlay(stored, readRun(folder).digests).includes(part))
    throw problem(
      file,
      `was changed since it was written: run.json tells another digest. Put it back, or judge anew with --${part}`,
      `は書き込み後に変更されています（run.jsonのダイジェストと不一致）。元に戻すか、judgeで--${part}を指定してください`,
    );
  return parsed.data;
}

const waivers = z.array(waiverEntry);
const attestations = z.array(attestationEntry);
const day = z.iso.date().nullable();
const advisories = z
  .strictObject({
    advisories: z.array(
      z.strictObject({
        ...{id: z.string(), title: z.string(), url: z.string().nullable(), published: day, revised: day},
        fixed: z.string().nullable(),
        products: z.array(
          z.strictObject({
            ...{vendor: z.string(), product: z.string(), versions: z.string()},
            state: z.enum(['affected', 'not-affected', 'open']),
            severity: z.enum(advisorySeverities).nullable(),
            cves: z.array(z.string()),
          }),
        ),
      }),
    ),
    exploited: z.array(z.string()).nullable(),
  })
  .optional();

/** The waivers that a run holds. @throws InputError when they are damaged, or not those that its digest tells */
export const storedWaivers = (folder: string): readonly Waiver[] => partOf(folder, 'waivers', waivers);

/** The attestations that a run holds. @throws InputError likewise */
export const storedAttestations = (folder: string): readonly Attestation[] =>
  partOf(folder, 'attestations', attestations);

/** The feeds that a run holds; undefined: none. @throws InputError likewise */
export const storedAdvisories = (folder: string): Advisories | undefined => partOf(folder, 'advisories', advisories);

/** What a run was started with, or judged by. @throws InputError likewise */
export function storedOverlay(folder: string): Overlay {
  const feeds = storedAdvisories(folder);
  return {
    waivers: storedWaivers(folder),
    attestations: storedAttestations(folder),
    ...(feeds === undefined ? {} : {advisories: feeds}),
  };
}
