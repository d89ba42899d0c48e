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
import {InputError, type Problem} from './model/input-error.ts';
import {standingLayers, type ParameterLayer} from './model/parameter-layers.ts';
import type {DeclaredChecks} from './model/parameters.ts';
import {platforms} from './platforms/index.ts';
import {probes} from './probes/index.ts';
import {reporters} from './reporters/index.ts';
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
  const ofSite = probes.filter(({scope}) => scope === 'site');
  const ofAssets = probes.filter(({scope}) => scope !== 'site');
  const asset = [...ofAssets, ...assetFacts].map(({fact, schema}) => ({name: fact, schema}));
  const site = [...ofSite, ...siteFacts].map(({fact, schema}) => ({name: fact, schema}));
  const versions = {names: Object.keys(comparators), compare: compareVersions};
  return {
    asset: createLanguage({facts: asset, site: false, versions}),
    site: createLanguage({facts: site, site: true, versions}),
    platforms: platforms.map(({id}) => id),
  };
}

const declared = (checks: readonly LoadedCheck[]): DeclaredChecks => new Map(checks.map((check) => [check.id, check]));

/** @throws InputError with file, line and column of everything wrong in the folder */
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  const data = loadReferenceData(join(folder, 'data'));
  const both = languages();
  const checks = await loadChecks(folder, both);
  const guideline = loadGuideline(join(folder, 'guidelines/water-4.yaml'), declared(checks));
  return {data, languages: both, checks, guideline, folder};
}

export function profileNames(folder: string): string[] {
  const files = readdirSync(join(folder, 'profiles')).filter((name) => name.endsWith('.yaml'));
  return files.map((name) => name.slice(0, -5)).sort();
}

function profileProblem(file: string, list: readonly string[], en: string, ja: string): Problem[] {
  if (list.length === 0) return [];
  const names = list.join(', ');
  return [{file, line: null, column: null, message: {en: `${en}: ${names}`, ja: `${ja}: ${names}`}}];
}

/**
 * A profile and the checks that it selects.
 * @throws InputError for a pattern that selects nothing, a required check that it does not select, and an unknown format
 */
export function selectProfile(knowledge: Knowledge, id: string): {profile: Profile; checks: readonly LoadedCheck[]} {
  const folder = join(knowledge.folder, 'profiles');
  const profile = loadProfile(folder, id, profileNames(knowledge.folder), declared(knowledge.checks));
  const {checks, unmatched} = selectChecks(knowledge.checks, profile);
  const file = join(folder, `${id}.yaml`);
  const missing = profile.required.filter((name) => !checks.some((check) => check.id === name));
  const formats = profile.formats.filter((name) => !Object.hasOwn(reporters, name));
  const problems = [
    ...profileProblem(file, unmatched, 'these select no check', '該当するチェックがありません'),
    ...profileProblem(file, missing, 'required, but not selected', 'requiredのチェックが選択されていません'),
    ...profileProblem(file, formats, 'unknown formats', '未対応の形式です'),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return {profile, checks};
}

/** What parameters in an inventory are held against; `profile`: null where it is not known yet. */
export function knownChecks(
  knowledge: Knowledge,
  profile: string | null,
): {readonly checks: DeclaredChecks; readonly layers: readonly ParameterLayer[]} {
  const chosen = profile === null ? null : selectProfile(knowledge, profile).profile;
  return {checks: declared(knowledge.checks), layers: standingLayers(chosen, knowledge.guideline)};
}

/** One digest over all checks, in their order. */
export function digestOfChecks(checks: readonly LoadedCheck[]): string {
  return sha256Hex(checks.map(({id, digest}) => `${id} ${digest}\n`).join(''));
}
