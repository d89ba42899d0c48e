import type {CliAsk} from '../../src/model/ask.ts';
import {cli} from '../../src/model/ask.ts';
import type {CliDialect} from '../../src/model/platform.ts';
import {runCli, type CliAnswer, type CliOptions} from '../../src/transports/cli/index.ts';
import type {Connection} from '../../src/transports/connection.ts';

export const pace = {settleMs: 8, quietMs: 30, unsureMs: 120, graceMs: 250};

/** Like Cisco IOS. */
export const iosLike: CliDialect = {
  prompt: /^[\w.-]+(?:\([\w-]+\))?[>#]$/,
  start: ['terminal length 0'],
  pager: {pattern: /--More--\s*$/, answer: ' '},
  enable: {command: 'enable', password: /^Password:\s*$/, privileged: /#$/},
  finish: ['exit'],
  allow: [/^terminal length 0$/, /^show [\w -]+$/, /^exit$/],
  refusals: [
    {pattern: /^% (?:Invalid|Unknown|Incomplete)/, reason: 'unsupported'},
    {pattern: /authorization failed/i, reason: 'permission-denied'},
  ],
};

/** Like Yamaha RT. */
export const yamahaLike: CliDialect = {
  prompt: /^(?:[\w.-]*)[>#]\s?$/,
  start: ['console lines infinity'],
  pager: {pattern: /---つづく---$|---more---$/, answer: ' '},
  enable: {command: 'administrator', password: /^Password:\s*$/, privileged: /#\s?$/},
  finish: ['exit', 'exit'],
  allow: [/^console lines infinity$/, /^show [\w -]+$/, /^exit$/],
  refusals: [{pattern: /^エラー: |^Error: /, reason: 'unsupported'}],
};

/** Like FortiOS. */
export const fortiLike: CliDialect = {
  prompt: /^[\w.-]+ (?:\([\w.-]+\) )?[#$] $/,
  start: [],
  pager: {pattern: /--More-- $/, answer: ' '},
  enable: null,
  finish: ['exit'],
  allow: [/^(?:get|show|diagnose) [\w |.-]+$/, /^config global$/, /^end$/, /^exit$/],
  refusals: [{pattern: /^Command fail|^Unknown action|parse error/, reason: 'unsupported'}],
};

/** Like Junos. */
export const junosLike: CliDialect = {
  prompt: /^[\w.-]+@[\w.-]+> $/,
  start: ['set cli screen-length 0'],
  pager: {pattern: /---\(more(?: \d+%)?\)---$/, answer: ' '},
  enable: null,
  finish: ['exit'],
  allow: [/^set cli screen-length 0$/, /^show [\w |-]+$/, /^exit$/],
  refusals: [{pattern: /^(?:unknown command|syntax error)/, reason: 'unsupported'}],
};

export interface Held {
  readonly answers: readonly CliAnswer[];
  /** By command: the text (latin1), or the reason of a gap. */
  readonly results: Readonly<Record<string, string>>;
  readonly refused: number;
  readonly accepted: number;
  readonly error: unknown;
}

export interface HoldOptions extends Partial<CliOptions> {
  readonly secret?: string;
  readonly finish?: readonly string[];
}

/** Text in UTF-8, `cut:` in front of what was cut, and a reason in angle brackets. */
export function told({result}: CliAnswer): string {
  if (!result.ok) return `<${result.reason}>`;
  return `${result.cut ? 'cut:' : ''}${result.body.toString()}`;
}

export async function hold(
  connection: Connection,
  dialect: CliDialect,
  asks: readonly (CliAsk | string)[],
  options: HoldOptions = {},
): Promise<Held> {
  const {secret, finish = dialect.finish, ...more} = options;
  const answers: CliAnswer[] = [];
  let [refused, accepted, at] = [0, 0, 0];
  let error: unknown = null;
  const script = {
    dialect,
    asks: asks.map((ask) => (typeof ask === 'string' ? cli(ask) : ask)),
    start: dialect.start,
    finish,
  };
  try {
    await runCli(connection, script, {
      enableSecret: secret === undefined ? null : () => secret,
      onEnableRefused: () => (refused += 1),
      enableTurn: (dialogue) => dialogue(() => (accepted += 1)),
      onAnswer: (answer) => void answers.push(answer),
      now: () => ++at,
      signal: new AbortController().signal,
      promptMs: 1_000,
      limit: 8_388_608,
      pace,
      ...more,
    });
  } catch (caught) {
    error = caught;
  }
  const results = Object.fromEntries(answers.map((answer) => [answer.ask.id, told(answer)]));
  return {answers, results, refused, accepted, error};
}
