import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {createLanguage} from './check/expression.ts';
import {loadChecks, type Languages, type LoadedCheck} from './check/load.ts';
import {selectChecks} from './check/select.ts';
import {loadReferenceData} from './derive/data.ts';
import {assetFacts, siteFacts} from './derive/index.ts';
import {loadGuideline, loadProfile} from './guideline/load.ts';
import type {ReferenceData} from './model/data.ts';
import {sha256Hex} from './model/digest.ts';
import type {Guideline, Profile} from './model/guideline.ts';
import {InputError} from './model/input-error.ts';
import {probes} from './probes/index.ts';
import {comparators, compareVersions} from './versions/index.ts';

/** Everything that judging rests on beside the evidence: checks, guideline, reference data. */
export interface Knowledge {
  readonly data: ReferenceData;
  readonly languages: Languages;
  /** Every check there is, sorted by id. */
  readonly checks: readonly LoadedCheck[];
  readonly guideline: Guideline;
  readonly folder: string;
}

function languages(): Languages {
  const asset = [...probes, ...assetFacts].map(({fact, schema}) => ({name: fact, schema}));
  const site = siteFacts.map(({fact, schema}) => ({name: fact, schema}));
  const versions = {names: Object.keys(comparators), compare: compareVersions};
  return {
    asset: createLanguage({facts: asset, site: false, versions}),
    site: createLanguage({facts: site, site: true, versions}),
  };
}

/** @throws InputError with file, line and column of everything wrong in the folder */
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  const data = loadReferenceData(join(folder, 'data'));
  const both = languages();
  const checks = await loadChecks(folder, both);
  const ids = new Set(checks.map(({id}) => id));
  const guideline = loadGuideline(join(folder, 'guidelines/water-4.yaml'), ids);
  return {data, languages: both, checks, guideline, folder};
}

export function profileNames(folder: string): string[] {
  const files = readdirSync(join(folder, 'profiles')).filter((name) => name.endsWith('.yaml'));
  return files.map((name) => name.slice(0, -5)).sort();
}

/** A profile and the checks that it selects. @throws InputError for a pattern that selects nothing */
export function selectProfile(knowledge: Knowledge, id: string): {profile: Profile; checks: readonly LoadedCheck[]} {
  const folder = join(knowledge.folder, 'profiles');
  const profile = loadProfile(folder, id, profileNames(knowledge.folder));
  const {checks, unmatched} = selectChecks(knowledge.checks, profile);
  const unknown = [...unmatched, ...profile.required.filter((name) => !checks.some((check) => check.id === name))];
  if (unknown.length > 0) {
    const list = unknown.join(', ');
    const message = {en: `these select no check: ${list}`, ja: `該当するチェックがありません: ${list}`};
    throw new InputError([{file: join(folder, `${id}.yaml`), line: null, column: null, message}]);
  }
  return {profile, checks};
}

/** One digest over all checks, in their order. */
export function digestOfChecks(checks: readonly LoadedCheck[]): string {
  return sha256Hex(checks.map(({id, digest}) => `${id} ${digest}\n`).join(''));
}
