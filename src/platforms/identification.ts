import {cli, get, type CliAsk} from '../model/ask.ts';
import type {Exchange} from '../model/evidence.ts';
import {kitAsk} from '../model/kit.ts';
import type {CliText} from '../model/plan.ts';
import type {Platform} from '../model/platform.ts';
import {sshServerAsk} from '../model/ssh-server.ts';
import {readSnmpText} from '../model/snmp-text.ts';

const sysDescr = '1.3.6.1.2.1.1.1.0';
const sysObjectId = '1.3.6.1.2.1.1.2.0';

/** What every SNMP agent is asked first: SNMPv2-MIB sysDescr and sysObjectID. */
export const identifySnmp = get('snmp:identity', [sysDescr, sysObjectId]);

const prefix = 'identify:';

/** The commands that tell one of these platforms from another, each once; the first that is answered ends the session. */
export function identifyText(candidates: readonly Platform[]): CliText {
  const commands = candidates.flatMap(({signs, cli: dialect}) =>
    signs?.command === undefined || dialect === undefined ? [] : [signs.command.run],
  );
  const asks: CliAsk[] = [...new Set(commands)].map((run) => cli(run, {id: `${prefix}${run}`}));
  return {talk: 'cli', start: [], enable: null, nextPage: ' ', asks, finish: ['exit']};
}

/** Whether the answer to a question may tell what the asset is. */
export function isIdentity(ask: string): boolean {
  return [kitAsk, identifySnmp.id, sshServerAsk].includes(ask) || ask.startsWith(prefix);
}

/** What is known of an asset that may tell what it is. */
export interface Evidence {
  /** Dotted decimal without a leading dot. */
  readonly objectId: string | null;
  readonly sysDescr: string | null;
  /** First line of its SSH server; null: not told, or of no account. */
  readonly sshServer: string | null;
  /** Answers by command. */
  readonly answers: ReadonlyMap<string, string>;
}

export function evidenceOf(exchanges: readonly Exchange[]): Evidence {
  const told = exchanges.flatMap(({ask, answer}) => (answer.ok ? [[ask, answer.body] as const] : []));
  const identity = told.filter(([ask]) => ask === identifySnmp.id).flatMap(([, body]) => readSnmpText(body).varbinds);
  return {
    objectId: identity.find(({oid}) => oid === sysObjectId)?.value ?? null,
    sysDescr: identity.find(({oid}) => oid === sysDescr)?.value ?? null,
    sshServer: told.find(([ask]) => ask === sshServerAsk)?.[1] ?? null,
    answers: new Map(
      told.flatMap(([ask, body]) => (ask.startsWith(prefix) ? [[ask.slice(prefix.length), body] as const] : [])),
    ),
  };
}
