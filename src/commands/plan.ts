import {packPlan, plan, sudoersFor} from '../index.ts';
import {canonicalJson} from '../model/canonical.ts';
import {askId} from '../model/ask.ts';
import type {Plan, PlanEntry, Slot} from '../model/plan.ts';
import type {Language} from '../model/text.ts';
import {chosenAssets, exitCodes, inventoryOf, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import {readPlanFile} from './plan-file.ts';

export interface PlanOptions extends CommonOptions {
  readonly with?: string;
  readonly only?: readonly string[];
  readonly sudoers?: boolean;
  readonly against?: string;
}

function endpointText({endpoint}: PlanEntry): string {
  if (endpoint.via === 'local') return 'local';
  const jumps = endpoint.jump.map((name) => `${name} > `).join('');
  return `ssh ${jumps}${endpoint.address}:${endpoint.port} (${endpoint.credential})`;
}

function slotLines(slot: Slot, language: Language): string[] {
  const text = messages(language);
  return slot.asks.map((ask) => {
    const who = ask.privilege === 'user' ? text.noRoot : text.wantsRoot;
    return ask.kind === 'command' ? `    [${who}] $ ${ask.run}` : `    [${who}] < ${ask.pattern}`;
  });
}

function planText(planned: Plan, language: Language): string {
  const text = messages(language);
  const entries = planned.entries.flatMap((entry) => [
    `${entry.asset}  ${endpointText(entry)}  ${text.as}: ${entry.batch}`,
    ...entry.slots.flatMap((slot) => slotLines(slot, language)),
    '',
  ]);
  const refusals = planned.refusals.map(({asset, via, reason, detail}) => {
    return `${asset}  ${via ?? '-'}  ${text.refused}: ${reason} ${detail}`;
  });
  return [...entries, ...refusals, '', `${text.nothingSent} ${planned.digest}`].join('\n');
}

function sudoersText(planned: Plan, users: ReadonlyMap<string, string>): string {
  const files = new Set<string>();
  for (const entry of planned.entries) {
    const user = users.get(entry.endpoint.credential ?? '');
    if (user !== undefined && entry.batch === 'user') files.add(sudoersFor(user, entry));
  }
  return [...files].sort().join('\n');
}

/** What each entry would send, one line a request. */
function requestsOf(planned: Plan): Set<string> {
  const lines = planned.entries.flatMap((entry) =>
    entry.slots.flatMap((slot) =>
      slot.asks.map((ask) => `${entry.asset}  ${endpointText(entry)}  ${askId(ask)}  ${canonicalJson(ask)}`),
    ),
  );
  return new Set(lines);
}

function difference(planned: Plan, path: string): string[] {
  const approved = readPlanFile(path);
  const [before, after] = [requestsOf(approved), requestsOf(planned)];
  const gone = [...before].filter((line) => !after.has(line)).map((line) => `- ${line}`);
  const come = [...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`);
  return [...gone, ...come].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
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
    say(sudoersText(planned, new Map(users)));
    return exitCodes.good;
  }
  if (options.against !== undefined) {
    const lines = difference(planned, options.against);
    if (lines.length > 0) say(lines.join('\n'));
    return lines.length > 0 ? exitCodes.findings : exitCodes.good;
  }
  say(options.json ? JSON.stringify(packPlan(planned), null, 1) : planText(planned, language));
  return exitCodes.good;
}
