import {setMaxListeners} from 'node:events';
import {existsSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import type {Plan, PlanEntry} from '../model/plan.ts';
import {TransportError} from './connection.ts';
import {acquireLock} from './load-lock.ts';
import {policyOf} from './policy.ts';

export interface GateOptions {
  readonly plan: Plan;
  /** Scopes load groups: two sites may use the same names. */
  readonly site: string;
  readonly isInWindow: (window: string, instant: Date, timezone: string) => boolean;
  /** Files whose existence stops the run. */
  readonly killSwitches: readonly string[];
  /** Aborts when the run is stopped by its user. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Leave to hold one conversation. */
export interface Permit {
  /** Aborts with a TransportError when leave is withdrawn: window closed, kill switch, run stopped. */
  readonly signal: AbortSignal;
  /** Looks whether leave still holds, without waiting for the signal. @throws TransportError */
  readonly check: () => void;
  release(): void;
}

const watchMs = 250;

/** Decides who may talk to an asset, and when. All that limits traffic stands here. */
export class Gate {
  readonly #options: GateOptions;
  readonly #open = new Map<PlanEntry, AbortController>();
  readonly #lastEnd = new Map<string, number>();
  #watch: NodeJS.Timeout | null = null;

  constructor(options: GateOptions) {
    this.#options = options;
    // Every open conversation listens.
    setMaxListeners(0, options.signal);
  }

  /** Waits for the entry's turn. @throws TransportError when it may not be sent now. */
  async enter(entry: PlanEntry): Promise<Permit> {
    this.#refuse(entry);
    const releases: (() => void)[] = [];
    try {
      const check = (): void => this.#refuse(entry);
      for (const name of this.#lockNames(entry)) releases.push(await acquireLock(name, this.#options.signal, check));
      await this.#pause(entry);
      this.#refuse(entry);
    } catch (error) {
      for (const release of releases) release();
      throw this.#options.signal.aborted ? new TransportError('stopped', 'the run was stopped') : error;
    }
    return this.#permit(entry, releases);
  }

  #lockNames(entry: PlanEntry): string[] {
    const {site} = this.#options;
    const asset = `asset\0${site}\0${entry.asset}`;
    // Always in this order: two conversations can never wait for each other.
    return entry.loadGroup === null ? [asset] : [`group\0${site}\0${entry.loadGroup}`, asset];
  }

  #refuse(entry: PlanEntry): void {
    const refusal = this.#refusal(entry);
    if (refusal) throw refusal;
  }

  #refusal(entry: PlanEntry): TransportError | null {
    const {plan, signal, killSwitches, isInWindow, now} = this.#options;
    if (!policyOf(plan, entry.zone).via.includes(entry.endpoint.via))
      return new TransportError('forbidden-by-zone', entry.endpoint.via);
    if (signal.aborted) return new TransportError('stopped', 'the run was stopped');
    if (killSwitches.some((path) => existsSync(path))) return new TransportError('stopped', 'the kill switch is set');
    const window = plan.windows[entry.zone] ?? null;
    if (window !== null && !isInWindow(window, now(), plan.timezone))
      return new TransportError('out-of-window', window);
    return null;
  }

  async #pause(entry: PlanEntry): Promise<void> {
    const last = this.#lastEnd.get(entry.asset);
    if (last === undefined) return;
    const {gapMs, connectsPerSecond} = policyOf(this.#options.plan, entry.zone);
    // Two conversations together keep the pace that each of them keeps.
    const wait = last + Math.max(gapMs, 1000 / connectsPerSecond) - this.#options.now().getTime();
    if (wait > 0) await delay(wait, undefined, {signal: this.#options.signal});
  }

  #permit(entry: PlanEntry, releases: readonly (() => void)[]): Permit {
    const controller = new AbortController();
    // Every connection to the asset listens.
    setMaxListeners(0, controller.signal);
    this.#open.set(entry, controller);
    this.#watch ??= setInterval(() => this.#withdraw(), watchMs);
    const stop = (): void => this.#withdraw();
    this.#options.signal.addEventListener('abort', stop);
    return {
      signal: controller.signal,
      check: () => this.#refuse(entry),
      release: () => {
        this.#options.signal.removeEventListener('abort', stop);
        this.#open.delete(entry);
        this.#lastEnd.set(entry.asset, this.#options.now().getTime());
        for (const release of [...releases].reverse()) release();
        if (this.#open.size === 0 && this.#watch) {
          clearInterval(this.#watch);
          this.#watch = null;
        }
      },
    };
  }

  #withdraw(): void {
    for (const [entry, controller] of this.#open) {
      const refusal = this.#refusal(entry);
      if (refusal) controller.abort(refusal);
    }
  }
}
