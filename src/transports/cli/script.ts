import type {CliAsk} from '../../model/ask.ts';
import type {CliDialect} from '../../model/platform.ts';
import type {CliScript} from './types.ts';

export type Step =
  | {readonly kind: 'start' | 'finish'; readonly run: string}
  | {readonly kind: 'ask'; readonly run: string; readonly ask: CliAsk}
  | {readonly kind: 'enable'; readonly run: string};

/** One line without control characters, tab and `?`, which act before Enter does. */
const typeable = /^[ -\x3e@-~]+$/;

/** @throws Error when the line would do more than type one command */
function assertTypeable(run: string): void {
  if (!typeable.test(run)) throw new Error(`no command for a device: ${JSON.stringify(run)}`);
}

/** @throws Error for a command that the dialect does not allow as a whole */
function assertAllowed(run: string, allow: readonly RegExp[]): void {
  assertTypeable(run);
  const whole = allow.map(({source, flags}) => new RegExp(`^(?:${source})$`, flags.replace(/[gmy]/g, '')));
  if (!whole.some((pattern) => pattern.test(run))) throw new Error(`not allowed by the platform: ${run}`);
}

/** @throws Error for a step that may not be sent */
export function assertStep({kind, run}: Step, dialect: CliDialect): void {
  if (kind === 'enable') assertTypeable(run);
  else assertAllowed(run, dialect.allow);
}

/** @throws Error when there is anything in a script that may not be sent */
export function assertScript({dialect, asks, start, finish}: CliScript): void {
  for (const run of [...start, ...asks.map((ask) => ask.run), ...finish]) assertAllowed(run, dialect.allow);
  if (dialect.enable) assertTypeable(dialect.enable.command);
}

/**
 * What is sent after the first prompt, in order. What needs no privilege comes first, so that a password that is refused
 * spoils nothing else; some settings of a session are for privileged mode alone, so they are sent again in it.
 */
function stepsOf({dialect, asks, start, finish}: CliScript, enable: boolean): Step[] {
  const starts = start.map((run) => ({kind: 'start', run}) as const);
  const steps = (some: readonly CliAsk[]): Step[] =>
    some.length === 0 ? [] : [...starts, ...some.map((ask) => ({kind: 'ask', run: ask.run, ask}) as const)];
  const ends = finish.map((run) => ({kind: 'finish', run}) as const);
  if (!enable || dialect.enable === null) return [...steps(asks), ...ends];
  const privileged = asks.filter(needsPrivilege);
  const others = asks.filter((ask) => !needsPrivilege(ask));
  return [...steps(others), {kind: 'enable', run: dialect.enable.command}, ...steps(privileged), ...ends];
}

/** The steps of one session that are still to come. */
export class Steps {
  readonly #script: CliScript;
  #left: Step[] = [];

  constructor(script: CliScript) {
    this.#script = script;
  }

  /** `able`: there is a password. @returns the asks that need privileged mode and cannot have it */
  begin(privileged: boolean, able: boolean): readonly CliAsk[] {
    const {dialect, asks} = this.#script;
    const wanting = dialect.enable !== null && !privileged && asks.some(needsPrivilege);
    const denied = wanting && !able ? asks.filter(needsPrivilege) : [];
    const rest = asks.filter((ask) => !denied.includes(ask));
    this.#left = stepsOf({...this.#script, asks: rest}, wanting && able);
    return denied;
  }

  next(): Step | undefined {
    return this.#left.shift();
  }

  /** Leaves nothing but the end. @returns what is not asked */
  dropAsks(): readonly CliAsk[] {
    const asks = this.#left.flatMap((step) => (step.kind === 'ask' ? [step.ask] : []));
    this.#left = this.#left.filter(({kind}) => kind === 'finish');
    return asks;
  }
}

function needsPrivilege(ask: CliAsk): boolean {
  return ask.privilege === 'root';
}

/** Longest silence and longest time altogether of a step, in milliseconds. */
export function limitsOf(step: Step, promptMs: number, graceMs: number): readonly [number, number] {
  switch (step.kind) {
    case 'ask':
      return [step.ask.seconds * 500, step.ask.seconds * 1_000];
    case 'start':
    case 'enable':
      return [promptMs, promptMs];
    case 'finish':
      return [graceMs, graceMs];
    default:
      return step satisfies never;
  }
}
