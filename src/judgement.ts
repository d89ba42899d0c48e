import {existsSync, mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {acts} from './acts.ts';
import {identification} from './devices.ts';
import {assetFacts, siteFacts} from './derive/index.ts';
import {coverageOf} from './guideline/coverage.ts';
import {Judging, type Judgement} from './judge.ts';
import {digestOfChecks, selectProfile, type Knowledge} from './knowledge.ts';
import type {Overlay} from './model/overlay.ts';
import type {Plan} from './model/plan.ts';
import type {Run} from './model/run.ts';
import {probes} from './probes/index.ts';
import {abandonAll, writeJson} from './run/folder.ts';
import {readAssets, readPlan, readRun, writeOverlay} from './run/read.ts';
import {overlayDigests, parametersDigest, rootHash} from './run/record.ts';
import {toolVersion} from './start.ts';

export interface JudgeInput {
  readonly knowledge: Knowledge;
  readonly folder: string;
  readonly overlay: Overlay;
  /** The run folder itself, or one for a judgement beside the first. */
  readonly out: string;
  readonly profile: string;
  readonly asOf: string;
  /** UTC ISO 8601. */
  readonly finishedAt: string;
}

type Begun = Omit<JudgeInput, 'finishedAt'>;
type Selected = ReturnType<typeof selectProfile>;

/** Platforms by which assets were asked, where that was known before. */
function plannedPlatforms({entries}: Plan): ReadonlyMap<string, string> {
  const sure = entries.filter(({platform, candidate}) => platform !== 'auto' && !candidate);
  return new Map(sure.map(({asset, platform}) => [asset, platform]));
}

function judgingOf({knowledge, folder, out, overlay, asOf}: Begun, {profile, checks}: Selected): Judging {
  const {site, zones, assets} = readAssets(folder);
  const planned = plannedPlatforms(readPlan(folder));
  const weights = Object.entries(knowledge.data.systems).map(([system, {weight}]) => [system, weight]);
  return new Judging({
    folder,
    out,
    run: readRun(folder).id,
    site,
    zones,
    assets,
    platformOf: (asset, exchanges) => planned.get(asset) ?? identification.platformOf(exchanges),
    probes,
    assetFacts,
    siteFacts,
    checks,
    languages: knowledge.languages,
    guideline: knowledge.guideline,
    profile,
    data: {...knowledge.data, advisories: overlay.advisories ?? null},
    priority: {systems: Object.fromEntries(weights) as never, acts},
    ...overlay,
    asOf,
  });
}

const siteOf = ({site}: Judgement): Pick<Run, 'siteEvidence'> => (site === null ? {} : {siteEvidence: site});

function runOf(input: JudgeInput, {profile, checks}: Selected, judgement: Judgement): Run {
  const {knowledge, folder, overlay, asOf, finishedAt} = input;
  const before = readRun(folder);
  return {
    ...before,
    tool: toolVersion,
    profile: profile.id,
    asOf,
    finishedAt,
    digests: {
      ...before.digests,
      guideline: knowledge.guideline.digest,
      profile: profile.digest,
      checks: digestOfChecks(checks),
      data: knowledge.data.digest,
      ...overlayDigests(overlay),
      parameters: parametersDigest(readAssets(folder)),
    },
    assets: judgement.assets,
    ...siteOf(judgement),
    counts: judgement.counts,
    waived: judgement.waived,
    coverage: coverageOf(judgement.counts),
    clauses: judgement.clauses.organisation,
    floor: profile.floor,
    rootHash: rootHash({assets: judgement.assets, ...siteOf(judgement)}),
  };
}

/** A judgement of a run folder that has begun: its assets can be judged while others are still being asked. */
export function beginJudgement(input: Begun): Judging {
  writeOverlay(input.out, input.overlay);
  return judgingOf(input, selectProfile(input.knowledge, input.profile));
}

/**
 * Judges the evidence of a run folder, or goes on with what has begun of it; no host is touched. A folder that was made for it goes
 * when it fails; in another, files that were begun.
 * @throws BrokenJournal when evidence was changed
 */
export function judge(
  input: JudgeInput,
  begun: Judging | null = null,
): {readonly run: Run; readonly judgement: Judgement} {
  const {out} = input;
  const selected = selectProfile(input.knowledge, input.profile);
  const isNew = !existsSync(out);
  mkdirSync(out, {recursive: true, mode: 0o700});
  try {
    const judgement = (begun ?? beginJudgement(input)).finish();
    const run = runOf(input, selected, judgement);
    writeJson(join(out, 'run.json'), run);
    return {run, judgement};
  } catch (error) {
    if (isNew) rmSync(out, {recursive: true});
    else abandonAll(out);
    throw error;
  }
}
