import {packPlan, plan, planPage, refusalTeller, sudoersFor, type Knowledge, type LoadedInventory} from '../index.ts';
import {askText, type Ask} from '../model/ask.ts';
import {entryAsks, type Plan, type PlanEntry} from '../model/plan.ts';
import type {Language} from '../model/text.ts';
import {writeWhole} from '../run/folder.ts';
import {
  badInput,
  chosenAssets,
  exitCodes,
  inventoryOf,
  knowledgeOf,
  languageOf,
  say,
  type CommonOptions,
} from './context.ts';
import {checkFree} from './form.ts';
import {messages} from './messages.ts';
import {planDifference} from './plan-difference.ts';
import {readPlanFile} from './plan-file.ts';

export interface PlanOptions extends CommonOptions {
  readonly with?: string;
  readonly only?: readonly string[];
  readonly sudoers?: boolean;
  readonly against?: string;
  /** File to write the page to that a vendor signs. */
  readonly html?: string;
  readonly force?: boolean;
}

function endpointText({endpoint}: PlanEntry): string {
  switch (endpoint.via) {
    case 'local':
      return 'local';
    case 'ssh': {
      const jumps = endpoint.jump.map((name) => `${name} > `).join('');
      return `ssh ${jumps}${endpoint.address}:${endpoint.port} (${endpoint.credential})`;
    }
    case 'snmp':
      return `snmp ${endpoint.address}:${endpoint.port}/udp (${endpoint.credential})`;
    case 'nmap':
      return `nmap ${endpoint.address}`;
    default:
      return endpoint satisfies never;
  }
}

const signs: Readonly<Record<Ask['kind'], string>> = {
  command: '$',
  files: '<',
  cli: '>',
  snmp: '=',
  ports: '?',
  wire: '~',
  sweep: '*',
  lookup: '@',
  registry: '#',
  cim: '%',
  members: '%',
  program: '>',
};

function askLine(ask: Ask, language: Language): string {
  const text = messages(language);
  const privileged = ask.kind === 'cli' ? text.privilegedMode : text.wantsRoot;
  const who = ask.privilege === 'user' ? text.noRoot : privileged;
  return `    [${who}] ${signs[ask.kind]} ${askText(ask)}`;
}

function entryTitle(entry: PlanEntry, language: Language): string {
  const text = messages(language);
  const way = `${entry.asset}  ${endpointText(entry)}`;
  if (entry.talk === 'shell') return `${way}  ${text.as}: ${entry.batch === 'user' ? text.noRoot : text.wantsRoot}`;
  const purpose = entry.talk === 'cli' && entry.purpose === 'identify' ? text.identifies : entry.platform;
  return `${way}  ${purpose}${entry.candidate ? `  ${text.candidate}` : ''}`;
}

/** Privileged mode is entered only where the inventory names the password for it. */
const mayEnable = ({endpoint}: PlanEntry): boolean => endpoint.via === 'ssh' && endpoint.enable !== undefined;

/** What is typed around the questions, so that the whole of a conversation can be read. */
function aroundLines(entry: PlanEntry, language: Language): {readonly before: string[]; readonly after: string[]} {
  const text = messages(language);
  const line = (command: string): string => `    [${text.session}] > ${command}`;
  if (entry.talk === 'powershell') return {before: Object.values(entry.commands).map(line), after: []};
  if (entry.talk !== 'cli') return {before: [], after: []};
  const page = entry.nextPage === ' ' ? text.spaceKey : `"${entry.nextPage}"`;
  const enable = mayEnable(entry) && entry.enable !== null ? [entry.enable] : [];
  return {
    before: [
      line(text.firstKeys),
      ...(entry.nextPage === null ? [] : [line(page)]),
      ...[...entry.start, ...enable].map(line),
    ],
    after: entry.finish.map(line),
  };
}

function entryLines(entry: PlanEntry, language: Language): string[] {
  const {before, after} = aroundLines(entry, language);
  const asks = entryAsks(entry).map((ask) => askLine(ask, language));
  return [entryTitle(entry, language), ...before, ...asks, ...after, ''];
}

function planText(planned: Plan, language: Language): string {
  const text = messages(language);
  const entries = planned.entries.flatMap((entry) => entryLines(entry, language));
  const told = refusalTeller(language);
  const refusals = planned.refusals.map((refusal) => {
    return `${refusal.asset}  ${refusal.via ?? '-'}  ${text.refused}: ${told(refusal)}`;
  });
  return [...entries, ...refusals, '', `${text.nothingSent} ${planned.digest}`].join('\n');
}

function sudoersText(planned: Plan, users: ReadonlyMap<string, string>): string {
  const files = new Set<string>();
  for (const entry of planned.entries) {
    const user = users.get(entry.endpoint.credential ?? '');
    if (user !== undefined && entry.talk === 'shell' && entry.batch === 'user') files.add(sudoersFor(user, entry));
  }
  return [...files].sort().join('\n');
}

function writePage(
  path: string,
  planned: Plan,
  loaded: LoadedInventory,
  knowledge: Knowledge,
  options: PlanOptions,
): void {
  checkFree(path, options.force);
  const {site, zones, assets} = loaded.inventory;
  const policyTitles = Object.fromEntries(knowledge.data.zonePolicies.map(({id, title}) => [id, title]));
  const input = {plan: planned, site: site.name, zones, assets, policyTitles, madeAt: new Date().toISOString()};
  writeWhole(path, planPage(input, languageOf(options.lang, process.env)));
}

/** Prints all that a scan would send, and sends nothing. */
export async function planCommand(inventory: string, options: PlanOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const knowledge = await knowledgeOf(options);
  const loaded = await inventoryOf(inventory, knowledge, options);
  const planned = plan(loaded, knowledge, {only: chosenAssets(options.only, loaded), now: new Date(), approved: true});
  if (options.sudoers) {
    const users = loaded.inventory.credentials.flatMap(({name, user, sudo}) =>
      user !== null && sudo === 'nopasswd' ? [[name, user] as const] : [],
    );
    const rules = sudoersText(planned, new Map(users));
    if (rules === '')
      throw badInput(
        '--sudoers',
        'there is nothing to allow: no shell is asked with a credential of sudo: nopasswd',
        'sudoersに書く内容がありません。sudo: nopasswdの認証情報でシェルに問い合わせる資産がありません',
      );
    say(rules);
    return exitCodes.good;
  }
  if (options.against !== undefined) {
    const lines = planDifference(readPlanFile(options.against), planned);
    say(lines.length > 0 ? lines.join('\n') : messages(language).samePlan);
    return lines.length > 0 ? exitCodes.findings : exitCodes.good;
  }
  if (options.html !== undefined) writePage(options.html, planned, loaded, knowledge, options);
  else say(options.json ? JSON.stringify(packPlan(planned), null, 1) : planText(planned, language));
  return exitCodes.good;
}
