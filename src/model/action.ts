import type {Effort, Remediation} from './check.ts';
import type {Bilingual} from './text.ts';

/** One factor of a score, in the order it is multiplied (or divided). */
export interface Term {
  readonly name: 'severity' | 'asset' | 'exposure' | 'clause' | 'effort' | 'compensated';
  readonly operator: '×' | '÷';
  readonly value: number;
  /** The inputs, as codes: `system:monitoring-control`, `exposure:internet`, `level:required`. */
  readonly because: readonly string[];
}

export interface ScoredFinding {
  readonly fingerprint: string;
  readonly asset: string;
  readonly score: number;
  readonly terms: readonly Term[];
  /** Whether it goes into the action's score: the gravest of the asset does, the others are mended along with it. */
  readonly counted: boolean;
}

/** One thing to do, with all findings it mends. Its score is the sum of the gravest finding of each asset. */
export interface Action {
  readonly id: string;
  readonly rank: number;
  /** What is to be done, or the condition that is not met: see `states`. */
  readonly title: Bilingual;
  readonly states: 'act' | 'condition';
  readonly text: Bilingual;
  readonly commands: Readonly<Record<string, string>>;
  readonly effort: Effort;
  readonly when: Remediation['when'];
  readonly restarts: Remediation['restarts'];
  readonly checks: readonly string[];
  readonly assets: readonly string[];
  /** Sum of the scores that count, two decimals. */
  readonly score: number;
  readonly findings: readonly ScoredFinding[];
}

/** An action as JSON, in pieces: that of a large fleet is longer than a text may be. */
export function* actionJson({findings, ...action}: Action): Generator<string> {
  yield `${JSON.stringify(action).slice(0, -1)},"findings":[`;
  for (const [at, finding] of findings.entries()) yield `${at === 0 ? '' : ','}${JSON.stringify(finding)}`;
  yield ']}';
}
