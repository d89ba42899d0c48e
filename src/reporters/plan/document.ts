import type {Asset, Zone} from '../../model/asset.ts';
import type {Leave} from '../../model/leave.ts';
import {entryAsks, type Plan, type PlanEntry, type ZonePolicy} from '../../model/plan.ts';
import type {Bilingual, Language} from '../../model/text.ts';
import {raw, sha256} from '../html.ts';
import type {ReportDeps} from '../input.ts';
import type {Texts} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';
import {timeView} from '../text/time.ts';
import {visible} from '../text/visible.ts';
import {annexesOf} from './annex.ts';

export interface PlanDocumentInput {
  readonly plan: Plan;
  readonly site: string;
  readonly zones: readonly Zone[];
  readonly assets: readonly Asset[];
  /** Names of policies, by id. */
  readonly policyTitles: Readonly<Record<string, Bilingual>>;
  /** UTC ISO 8601. */
  readonly madeAt: string;
}

function limitsOf(policy: ZonePolicy, {trials}: Zone, {plan}: Texts): string[] {
  return [
    ...(policy.requireApprovedPlan ? [plan.limitApproved] : []),
    ...(policy.declaredPortsOnly ? [plan.limitDeclared] : []),
    fill(plan.limitGap, {ms: policy.gapMs}),
    fill(plan.limitConnects, {perSecond: policy.connectsPerSecond, atOnce: policy.connectsAtOnce}),
    fill(plan.limitSnmp, {n: policy.snmpPerSecond}),
    ...(policy.commandGapMs === 0 ? [] : [fill(plan.limitCommands, {ms: policy.commandGapMs})]),
    ...(trials === undefined || !policy.activeTrials ? [] : [leaveText(plan.trialsBy, trials)]),
  ];
}

const leaveText = (sentence: string, {by, until, document}: Leave): string =>
  fill(sentence, {by: visible(by), until, document: visible(document ?? '')}).trim();

/** By whose leave an entry asks a control system what it is; null: it asks none. */
function controlLeave(entry: PlanEntry, sentence: string): string | null {
  const leaves = entryAsks(entry).flatMap((ask) => (ask.kind === 'wire' && ask.class === 'control' ? [ask.leave] : []));
  return leaves[0] === undefined ? null : leaveText(sentence, leaves[0]);
}

function wayOf({endpoint}: PlanEntry): string {
  switch (endpoint.via) {
    case 'local':
      return 'local';
    case 'ssh': {
      const jumps = endpoint.jump.map((name) => `${name} → `).join('');
      return visible(`SSH ${jumps}${endpoint.address}:${endpoint.port} (${endpoint.credential})`);
    }
    case 'snmp':
      return visible(`SNMP ${endpoint.address}:${endpoint.port} (${endpoint.credential})`);
    case 'nmap':
      return visible(endpoint.address);
    default:
      return endpoint satisfies never;
  }
}

function viewOf({plan, site, zones, assets, policyTitles, madeAt}: PlanDocumentInput, texts: Texts) {
  const t = texts.plan;
  const {language} = texts;
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const nameOf = (id: string): string => visible(byId.get(id)?.name ?? '');
  const {annexes, numberOf} = annexesOf(plan.entries, texts);
  const asked = new Set(plan.entries.map(({asset}) => asset));
  const refused = new Set(plan.refusals.map(({asset}) => asset).filter((id) => !asked.has(id)));
  return {
    t,
    language,
    site: visible(site),
    documentTitle: fill(t.documentTitle, {site: visible(site), digest: plan.digest.slice(0, 12)}),
    created: timeView(madeAt, plan.timezone),
    timezone: plan.timezone,
    digest: plan.digest,
    counts: fill(t.counts, {asked: asked.size, refused: refused.size, entries: plan.entries.length}),
    never: [t.never1, t.never2, t.never3, t.never4, t.never5, t.never6],
    zones: zones.flatMap((zone) => {
      const policy = plan.policies[zone.id];
      if (policy === undefined) return [];
      const title = policyTitles[policy.id]?.[language] ?? policy.id;
      return [{id: zone.id, policy: title, window: zone.window ?? t.anyTime, limits: limitsOf(policy, zone, texts)}];
    }),
    entries: plan.entries.map((entry) => ({
      asset: entry.asset,
      name: nameOf(entry.asset),
      zone: entry.zone,
      way: wayOf(entry),
      note: controlLeave(entry, t.leaveBy),
      annex: numberOf(entry),
      annexText: fill(t.annexRef, {n: numberOf(entry)}),
      requests: fill(t.requests, {n: entryAsks(entry).length}),
      candidate: entry.candidate ? t.candidate : entry.platform === 'auto' && entry.talk === 'cli' ? t.identify : null,
    })),
    refusals: plan.refusals.map(({asset, via, code, detail}) => ({
      asset,
      name: nameOf(asset),
      via: via === null ? '' : texts.via[via],
      reason: texts.refusal[code],
      detail: code === 'declined' ? visible(detail) : '',
    })),
    decisions: t.decisions.split('|'),
    signers: t.signers.split('|'),
    annexes,
  };
}

/** One self-contained page that tells all that a scan sends, for the people who have to allow it; printed and signed. */
export function planDocument(
  input: PlanDocumentInput,
  language: Language,
  {catalogues, templates}: ReportDeps,
): string {
  const texts = catalogues[language];
  const {document, css} = templates.plan;
  const mark = `@media print { @page { @bottom-left { content: '${input.plan.digest.slice(0, 16)}'; font-size: 8pt; } } }\n`;
  const styles = css + mark;
  const policy = `default-src 'none'; style-src ${sha256(styles)}; base-uri 'none'; form-action 'none'`;
  return document({...viewOf(input, texts), policy, styles: raw(styles)});
}
