import type {Action} from '../../model/action.ts';
import type {Asset} from '../../model/asset.ts';
import type {AssetSummary, Run} from '../../model/run.ts';
import type {ReportInput, SubjectResults} from '../input.ts';
import {maskFinding} from './finding.ts';
import {Names} from './names.ts';
import {maskAnswer, maskOverlay} from './overlay.ts';

/** In place of the site's name, in every format and language. */
const maskedSite = '匿名化した報告 / masked report';

function maskAsset(asset: Asset, names: Names): Asset {
  const {kind, platform, system, data, exposure, services} = asset;
  const id = names.assets.of(asset.id);
  return {
    id,
    kind,
    zone: names.zones.of(asset.zone),
    address: id,
    platform,
    access: [],
    name: null,
    assetNo: null,
    location: null,
    vendor: null,
    model: null,
    serial: null,
    manager: null,
    users: [],
    system,
    data,
    exposure,
    loadGroup: null,
    consent: null,
    services,
    software: null,
    ordered: null,
    identity: null,
    formerIds: [],
  };
}

function maskAction(action: Action, names: Names): Action {
  return {
    ...action,
    assets: action.assets.map((id) => names.subject(id)),
    findings: action.findings.map((finding) => ({
      ...finding,
      fingerprint: names.findings.of(finding.fingerprint),
      asset: names.subject(finding.asset),
    })),
  };
}

function maskRun(run: Run, names: Names): Run {
  const summary = (asset: AssetSummary): AssetSummary => {
    return {...asset, id: names.subject(asset.id), trouble: asset.trouble && {...asset.trouble, detail: ''}};
  };
  // What these are digests of may be guessed, piece by piece.
  const guessable = {inventory: '-', plan: '-', parameters: '-', waivers: '-', attestations: '-'};
  const digests = {...run.digests, ...guessable};
  return {...run, site: maskedSite, digests, assets: run.assets.map(summary)};
}

/**
 * The same report for others to see. Of what the inventory and the devices say, only kinds, numbers, services and the
 * words of the checks are left; all else is a pseudonym that stands for the same text everywhere and tells nothing of it,
 * or is left out, as are evidence and facts. Checks, clauses and the profile are shown as they are.
 */
export function maskInput(input: ReportInput): ReportInput {
  const names = new Names(input);
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  const mask = ({id, findings, cells}: SubjectResults): SubjectResults => ({
    id: names.subject(id),
    facts: {},
    findings: findings.map((finding) => maskFinding(finding, checks.get(finding.check), input, names)),
    cells: cells.map((cell) => ({
      ...cell,
      subject: names.subject(cell.subject),
      findings: cell.findings.map((fingerprint) => names.findings.of(fingerprint)),
      ...(cell.attestation === undefined ? {} : {attestation: maskAnswer(cell.attestation, names)}),
    })),
    evidence: [],
  });
  return {
    ...input,
    masked: true,
    run: maskRun(input.run, names),
    site: {name: maskedSite, timezone: input.site.timezone},
    actions: input.actions.map((action) => maskAction(action, names)),
    overlay: maskOverlay(input.overlay, names),
    clauseReport: {
      ...input.clauseReport,
      zones: input.clauseReport.zones.map((zone) => ({...zone, id: names.zones.of(zone.id)})),
    },
    assets: input.assets.map((asset) => maskAsset(asset, names)),
    async *subjects() {
      for await (const results of input.subjects()) yield mask(results);
    },
  };
}
