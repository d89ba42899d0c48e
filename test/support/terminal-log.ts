import type {CliText} from '../../src/model/plan.ts';
import type {Platform} from '../../src/model/platform.ts';
import {typedInto} from '../../src/kits/network.ts';
import {loadRecording} from '../../src/recording.ts';

/** What the prompt of a made-up device looks like, in privileged mode where there is one. */
const prompts: Readonly<Record<string, string>> = {
  'hpe-comware': '<dev>',
  junos: 'admin@dev> ',
  panos: 'admin@dev> ',
  fortios: 'dev # ',
  'nec-ix': 'dev(config)# ',
  'yamaha-rt': '# ',
};

/** What it says to a command that it does not know. */
const refusals: Readonly<Record<string, string>> = {
  fitelnet: '<ERROR> Invalid input detected at marker\n',
  fortios: 'Unknown action 0\n',
};

/** Of platforms that are not asked for it in a session. */
const identities: Readonly<Record<string, string>> = {
  'allied-awplus': 'AlliedWare Plus (TM) 5.5.3\n',
  'aruba-aoscx': 'ArubaOS-CX\n',
};

export const promptOf = ({id}: Platform): string => prompts[id] ?? 'dev#';

export interface Recorded {
  readonly text: CliText;
  /** Answers by command. */
  readonly answers: ReadonlyMap<string, string>;
}

/** What a recorded device answers to the commands of its kit; those that it was not asked are left out. */
export function recordedAnswers(platform: Platform, recording: string): Recorded {
  const text = typedInto(platform, ['cheap', 'disk', 'slow']);
  if (text === null) throw new Error(`${platform.id} has no command line`);
  const {commands} = loadRecording(recording);
  const answers = text.asks.flatMap(({id, run}) => {
    const told = commands[id] ?? (id.startsWith('identify:') ? identities[platform.id] : undefined);
    if (told === undefined) return [];
    if (typeof told === 'string') return [[run, told] as const];
    if ('gap' in told) return [[run, refusals[platform.id] ?? '% Invalid input\n'] as const];
    return 'body' in told ? [[run, told.body] as const] : [];
  });
  return {text, answers: new Map(answers)};
}

export interface LogOptions {
  readonly prompt: string;
  /** What is printed for a command, line ends included. */
  readonly printed?: (answer: string) => string;
}

const lines = (answer: string): string =>
  answer === '' ? '' : `${answer.replace(/\n$/, '').replaceAll('\n', '\r\n')}\r\n`;

/** The log of a session in which everything was pasted that has an answer. */
export function sessionLog({text, answers}: Recorded, {prompt, printed = lines}: LogOptions): string {
  const typed = (run: string, answer: string): string => `${prompt}${run}\r\n${answer}`;
  return [
    'Trying 192.0.2.1...\r\n\r\n',
    ...text.start.map((run) => typed(run, '')),
    ...text.asks.flatMap(({run}) => {
      const answer = answers.get(run);
      return answer === undefined ? [] : [typed(run, printed(answer))];
    }),
    ...text.finish.map((run) => typed(run, '')),
  ].join('');
}
