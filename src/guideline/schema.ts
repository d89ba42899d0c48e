import {z} from 'zod';
import {assetKinds} from '../model/asset.ts';
import {awaited, levels} from '../model/guideline.ts';
import {writtenCheckSettings, writtenSettings} from '../model/parameter-settings.ts';

const bilingual = z.strictObject({en: z.string().min(1), ja: z.string().min(1)});
const clauseCheck = z.strictObject({
  id: z.string(),
  role: z.enum(['decides', 'supports']),
  covers: z.enum(['full', 'partial']).default('partial'),
  level: z.enum(levels).nullable().default(null),
  with: writtenCheckSettings.default({}),
});

const clause = z.strictObject({
  id: z.string().min(1),
  section: z.string(),
  text: bilingual,
  level: z.enum(levels),
  mode: z.enum(['automated', 'assisted', 'attested']),
  about: z.enum(['assets', 'organisation']).default('assets'),
  kinds: z.array(z.enum(assetKinds)).default([]),
  note: bilingual.nullable().default(null),
  awaits: z.array(z.enum(awaited)).default([]),
  checks: z.array(clauseCheck).default([]),
});

const row = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  number: z.string().min(1),
  title: bilingual,
  text: bilingual,
});
const table = z.strictObject({id: z.string().min(1), title: bilingual, rows: z.array(row).min(1)});

/** A file under `checks/guidelines/`. */
export const guidelineFile = z.strictObject({
  id: z.string().min(1),
  title: bilingual,
  edition: z.string().min(1),
  sections: z.array(z.strictObject({id: z.string().min(1), title: bilingual})),
  clauses: z.array(clause),
  tables: z.array(table).default([]),
});
export type GuidelineFile = z.infer<typeof guidelineFile>;
export type ClauseEntry = GuidelineFile['clauses'][number];

/** A file under `checks/profiles/`. What is left out comes from the profile that it extends. */
export const profileFile = z.strictObject({
  id: z.string().min(1),
  title: bilingual,
  extends: z.string().nullable().default(null),
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).default([]),
  parameters: writtenSettings.default({}),
  floor: z.number().min(0).max(100).optional(),
  formats: z.array(z.string().min(1)).optional(),
  required: z.array(z.string().min(1)).default([]),
});
export type ProfileFile = z.infer<typeof profileFile>;
