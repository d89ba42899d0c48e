import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';
import {assetKinds, exposures, systemKinds} from '../../model/asset.ts';
import {gapReasons} from '../../model/evidence.ts';
import {attestationStates} from '../../model/attestation.ts';
import {driftCauses, driftKinds} from '../../model/drift.ts';
import {InputError} from '../../model/input-error.ts';
import {outcomeStatuses} from '../../model/finding.ts';
import {packageRoot} from '../../model/paths.ts';
import {refusalCodes} from '../../model/plan.ts';
import type {Language} from '../../model/text.ts';
import {acceptanceVerdicts, holdReasons} from '../view/acceptance-verdict.ts';
import {fitYaml, readYaml} from '../../model/yaml.ts';
import {
  acceptanceKeys,
  becauseKeys,
  clausesCsvKeys,
  csvKeys,
  driftKeys,
  fieldKeys,
  pageKeys,
  planKeys,
  terminalKeys,
  valueKeys,
} from './keys.ts';

const sentence = z.string();
const sentences = <const K extends string>(...keys: readonly K[]) => z.record(z.enum(keys), sentence);
const records = <const K extends string, S extends z.ZodType>(keys: readonly K[], shape: S) =>
  z.record(z.enum(keys), shape);

const levels = ['0', '1', '2', '3', '4'] as const;
const verdicts = [
  'conforming',
  'accepted',
  'nonconforming',
  'clauses-unmet',
  'below-floor',
  'nothing',
  'unfinished',
] as const;

const Catalogue = z.strictObject({
  outcome: records(outcomeStatuses, z.strictObject({word: sentence, meaning: sentence})),
  severity: sentences(...levels),
  severityMeaning: sentences(...levels),
  gap: records(gapReasons, z.strictObject({word: sentence, meaning: sentence, act: sentence})),
  effort: sentences('low', 'medium', 'high'),
  when: sentences('now', 'next-stop', 'renewal', 'compensate'),
  whenOfPlant: sentences('now', 'next-stop', 'renewal', 'compensate'),
  restarts: sentences('none', 'service', 'host'),
  kind: sentences(...assetKinds),
  exposure: sentences(...exposures),
  system: sentences(...systemKinds),
  via: sentences('ssh', 'local', 'snmp', 'nmap', 'kit'),
  privilege: sentences('root', 'user'),
  unit: sentences('s', 'min', 'd', 'days', 'ms', 'bit'),
  level: sentences('required', 'recommended'),
  mode: sentences('automated', 'assisted', 'attested'),
  factor: sentences('severity', 'asset', 'exposure', 'clause', 'effort', 'compensated'),
  factorShort: sentences('severity', 'asset', 'exposure', 'clause', 'effort', 'compensated'),
  because: sentences(...becauseKeys),
  from: sentences('check', 'profile', 'site', 'clause', 'zone', 'asset'),
  verdict: records(verdicts, z.strictObject({word: sentence, symbol: sentence, sentence})),
  waived: sentences('active', 'expired'),
  waiverState: sentences('active', 'expired', 'future'),
  attestationState: sentences(...attestationStates),
  value: sentences(...valueKeys),
  subject: sentences('site', 'zone'),
  page: sentences(...pageKeys),
  field: sentences(...fieldKeys),
  csv: sentences(...csvKeys),
  terminal: sentences(...terminalKeys),
  acceptance: sentences(...acceptanceKeys),
  acceptanceVerdict: sentences(...acceptanceVerdicts),
  acceptanceHold: sentences(...holdReasons),
  clausesCsv: sentences(...clausesCsvKeys),
  clausesAbout: sentences('assets', 'organisation'),
  clausesRole: sentences('decides', 'supports'),
  clausesCovers: sentences('full', 'partial'),
  clausesWaiver: sentences('active', 'expired'),
  plan: sentences(...planKeys),
  refusal: sentences(...refusalCodes),
  drift: sentences(...driftKeys),
  driftKind: sentences(...driftKinds),
  driftCause: sentences(...driftCauses),
  clausesAttestation: sentences(...attestationStates),
});

/** All sentences of one language, by the codes of the model; places to fill are written `{name}`. */
export type Texts = z.infer<typeof Catalogue> & {readonly language: Language};
export type Catalogues = Readonly<Record<Language, Texts>>;
export type VerdictCode = (typeof verdicts)[number];

/** Validates one locale file: every code has its sentence, nothing is superfluous. @throws InputError */
export function parseTexts(yaml: string, language: Language): Texts {
  const {data, problems} = fitYaml(readYaml(`${language}.yaml`, yaml), Catalogue);
  if (data === null) throw new InputError(problems);
  return {...data, language};
}

/** Reads `reports/locales`. @throws InputError when a sentence is missing. */
export function loadCatalogues(folder = join(packageRoot, 'reports', 'locales')): Catalogues {
  const load = (language: Language): Texts =>
    parseTexts(readFileSync(join(folder, `${language}.yaml`), 'utf8'), language);
  return {ja: load('ja'), en: load('en')};
}
