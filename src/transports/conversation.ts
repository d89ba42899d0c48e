import type {Plan} from '../model/plan.ts';
import type {CliDialect} from '../model/platform.ts';
import type {CredentialGuard, GuardedCredential} from './credential-guard.ts';
import type {NewExchange, Redact} from './exchanges.ts';
import type {Gate} from './gate.ts';
import type {NmapProgram} from './nmap/program.ts';
import type {KnownHosts} from './known-hosts.ts';
import type {Timeouts} from './ssh.ts';
import type {Names} from './targets.ts';

export interface SenderOptions extends Names {
  readonly plan: Plan;
  readonly knownHosts: KnownHosts;
  readonly gate: Gate;
  readonly guard: CredentialGuard;
  /** What takes secrets out of the answers of a platform; `auto`: of one that is not known yet. */
  readonly redactorFor: (platform: string) => Redact;
  /** Command lines that can be spoken to, by platform; `auto`: of a device that is not known yet. */
  readonly dialects: ReadonlyMap<string, CliDialect>;
  /** Whether an answer alone tells what a device is. */
  readonly recognises: (exchange: NewExchange) => boolean;
  /** Ports of control protocols: nothing is sent to them but what their owner gave leave for. */
  readonly forbiddenPorts: ReadonlySet<number>;
  /** nmap, where this machine has it. */
  readonly nmap: () => Promise<NmapProgram | null>;
  /** Is told how much of the ports of an asset is done, from 0 to 1. */
  readonly onPorts: (asset: string, share: number) => void;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly timeouts: Timeouts & {
    readonly helloMs: number;
    readonly graceMs: number;
    readonly snmpMs: number;
    readonly snmpTotalMs: number;
    readonly outsideMs: number;
    readonly dnsMs: number;
  };
}

/** Takes what one answer of a host holds. */
export type OnExchanges = (exchanges: readonly NewExchange[]) => void;

/** One conversation under way. */
export interface Conversation {
  readonly options: SenderOptions;
  /** Asks that need no answer any more. */
  readonly answered: ReadonlySet<string>;
  readonly onExchanges: OnExchanges;
  readonly signal: AbortSignal;
  /** @throws TransportError as soon as nothing may be sent any more */
  readonly check: () => void;
}

/**
 * Runs an attempt under the guard of every password that it may send. They are sorted by name: two attempts that wait for
 * the same passwords wait in the same order.
 */
export function guarded<T>(
  guard: CredentialGuard,
  credentials: readonly GuardedCredential[],
  asset: string,
  signal: AbortSignal,
  attempt: (proved: () => void) => Promise<T>,
): Promise<T> {
  const [first, ...rest] = credentials;
  if (first === undefined) return attempt(() => undefined);
  return guard.use(first, asset, signal, (proved) =>
    guarded(guard, rest, asset, signal, (others) =>
      attempt(() => {
        proved();
        others();
      }),
    ),
  );
}
