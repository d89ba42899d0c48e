import type {CliDialect} from '../../model/platform.ts';

/** A name with the usual sign at its end, a name in brackets, or the sign alone; no line of signs, as in banners. */
const prompt =
  /^(?:[>#$%]|\[[\w*~][^\]#?]{0,80}\]|(?=.{0,20}[\w\x80-\uffff])[\w(\[<*^!~\x80-\uffff][^#?]{0,120}[>#$%])$/;

const pager =
  /(?:-- ?more ?--|<-+ ?more ?-+>|---つづく---|---続く---|press any key to continue|lines \d{1,9}-\d{1,9}|\(q\)uit).{0,60}$/i;

const unknown =
  /invalid (?:input|command)|(?:unknown|unrecognized|incomplete|ambiguous) (?:command|action)|syntax error|parse error|bad command|command not found|コマンド名を確認|入力形式が/i;

const denied = /authorization failed|permission denied|not authori[sz]ed|access denied|privilege/i;

function literal(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`);
}

/** How to speak to a device of which nothing is known: the commands given are all that it may be asked. */
export function identifyDialect(commands: readonly string[]): CliDialect {
  return {
    prompt,
    start: [],
    pager: {pattern: pager, answer: ' '},
    enable: null,
    finish: ['exit'],
    allow: ['exit', ...commands].map(literal),
    refusals: [
      {pattern: denied, reason: 'permission-denied'},
      {pattern: unknown, reason: 'unsupported'},
    ],
  };
}
