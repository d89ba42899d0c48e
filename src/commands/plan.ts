import {packPlan, plan, sudoersFor} from '../index.ts';
import type {Plan, PlanEntry, Slot} from '../model/plan.ts';
import type {Language} from '../model/text.ts';
import {chosenAssets, exitCodes, inventoryOf, knowledgeOf, languageOf, say, type CommonOptions} from './context.ts';
import {messages} from './messages.ts';
import {planDifference} from './plan-difference.ts';
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
    const lines = planDifference(readPlanFile(options.against), planned);
    if (lines.length > 0) say(lines.join('\n'));
    return lines.length > 0 ? exitCodes.findings : exitCodes.good;
  }
  say(options.json ? JSON.stringify(packPlan(planned), null, 1) : planText(planned, language));
  return exitCodes.good;
}
