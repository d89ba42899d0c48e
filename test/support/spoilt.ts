import type {Answer, Exchange} from '../../src/model/evidence.ts';

type Success = Extract<Answer, {ok: true}>;

/** Evidence in which one exchange was spoilt or dropped. */
export interface Spoilt {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
}

const denied: Answer = {ok: false, reason: 'permission-denied', detail: 'spoilt'};

/** What can become of the answer of a command. Those of devices and agents, which have no exit status, do not end in any. */
function commandAnswers(answer: Success): (readonly [string, Answer])[] {
  const parts = [0.25, 0.5, 0.75].map((share) => answer.body.slice(0, Math.floor(answer.body.length * share)));
  const always = [
    ['denied', denied],
    ['empty', {...answer, body: '', exitCode: answer.exitCode === null ? null : 0}],
    ...parts.map((body) => ['cut', {...answer, body, exitCode: null, cut: true}] as const),
  ] as const;
  if (answer.exitCode === null) return [...always];
  return [
    ...always,
    ['empty, status 127', {...answer, body: '', exitCode: 127}],
    ['not found', {...answer, body: 'sh: 1: x: not found', exitCode: 127}],
    ['died', {...answer, body: parts[1] ?? '', exitCode: 137}],
  ];
}

const leftovers = [
  ['a page that was not turned', ' --More-- '],
  ['a page that was not turned, in Japanese', '---つづく---'],
  ['a complaint', "% Invalid input detected at '^' marker."],
  ['a refusal', '% Authorization failed.'],
] as const;

/** Configurations that have an end of their own, or a last part that none lacks. */
const ended: Readonly<Record<string, string>> = {
  'cisco-ios': 'show running-config',
  'cisco-asa': 'show running-config',
  'allied-awplus': 'show running-config',
  'hpe-comware': 'display current-configuration',
  frr: 'show running-config',
};

/** What a device that stops in the middle leaves, though its prompt follows. */
function stopped(answer: Success, ask: string, platform: string): (readonly [string, Answer])[] {
  const shares = [0.2, 0.5, 0.8].map((share) => answer.body.slice(0, Math.floor(answer.body.length * share)));
  const told = leftovers.map(
    ([name, line], at) => [name, {...answer, body: `${shares[at % 3] ?? ''}\n${line}`}] as const,
  );
  const short = shares.map((body) => ['ends early', {...answer, body}] as const);
  const lines = shares.map((body) => ['ends early', {...answer, body: body.slice(0, body.lastIndexOf('\n'))}] as const);
  return ended[platform] === ask ? [...told, ...short, ...lines] : told;
}

/** What can become of a folder: it is closed, or one of its files is. */
function folderVariants(all: readonly Exchange[], one: Exchange, answer: Success): Spoilt[] {
  const closed = {...one, answer: {...answer, body: `d ${one.ask.slice('files:'.length)}`}};
  const members = answer.body.split('\n').filter((line) => line.startsWith('r '));
  const without = members.map((line): Spoilt => {
    const path = line.slice(2);
    const body = answer.body.replace(line, `d ${path}`);
    const exchanges = all.map((each) => {
      if (each === one) return {...one, answer: {...answer, body}};
      return each.ask === `file:${path}` ? {...each, answer: denied} : each;
    });
    return {name: `${one.ask}: ${path} denied`, exchanges};
  });
  return [{name: `${one.ask}: denied`, exchanges: all.map((each) => (each === one ? closed : each))}, ...without];
}

function fileAnswers(answer: Success): (readonly [string, Answer])[] {
  const half = answer.body.slice(0, Math.floor(answer.body.length / 2));
  return [
    ['denied', denied],
    ['cut', {...answer, body: half, cut: true}],
  ];
}

/** Everything that can be lost of one exchange. `typed`: the platform whose command line was asked; null: it was not typed. */
export function spoiltOf(all: readonly Exchange[], one: Exchange, typed: string | null): Spoilt[] {
  const dropped = {name: `${one.ask}: missing`, exchanges: all.filter((each) => each !== one)};
  const {answer} = one;
  if (!answer.ok) return [dropped];
  if (one.ask.startsWith('files:')) return [dropped, ...folderVariants(all, one, answer)];
  const answers = one.ask.startsWith('file:') ? fileAnswers(answer) : commandAnswers(answer);
  const broken = typed === null ? [] : stopped(answer, one.ask, typed);
  const changed = [...answers, ...broken].map(([name, other]) => ({
    name: `${one.ask}: ${name}`,
    exchanges: all.map((each) => (each === one ? {...one, answer: other} : each)),
  }));
  return [dropped, ...changed];
}
