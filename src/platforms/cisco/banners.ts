import type {DeviceBanner} from '../../model/device/index.ts';

export type Banner = DeviceBanner['banners'][number];

const bannerStart =
  /^(?:banner (?<kind>\S{1,20})|aaa authentication (?<aaa>banner|fail-message)|menu \S{1,64} title) (?<mark>\^C|\S)(?<rest>.*)$/;
const macroStart = /^macro name \S/;
/** A banner of AAA stands where that of `login` does: Cisco IOS Security Command Reference, `aaa authentication banner`. */
const bannerKinds: Readonly<Record<string, Banner['kind']>> = {
  ...{login: 'login', motd: 'motd', exec: 'exec', banner: 'login'},
};

interface Cut {
  readonly kind: string;
  readonly text: string;
  /** Index of the last line of the banner. */
  readonly last: number;
  readonly closed: boolean;
}

function partAt(lines: readonly string[], at: number): Cut | null {
  if (macroStart.test(lines[at] ?? '')) return macroAt(lines, at);
  const {kind, aaa, mark, rest} = bannerStart.exec(lines[at] ?? '')?.groups ?? {};
  return mark === undefined || rest === undefined ? null : textAt(lines, at, {kind: kind ?? aaa ?? '', mark, rest});
}

/** What is written down to be typed later is not set: its lines end with `@`. */
function macroAt(lines: readonly string[], at: number): Cut {
  let last = at + 1;
  while (last < lines.length && lines[last] !== '@') last += 1;
  return {kind: '', text: '', last, closed: last < lines.length};
}

interface Opened {
  readonly kind: string;
  readonly mark: string;
  readonly rest: string;
}

function textAt(lines: readonly string[], at: number, {kind, mark, rest}: Opened): Cut {
  const text: string[] = [];
  for (let last = at, line: string | undefined = rest; line !== undefined; line = lines[++last]) {
    const end = line.indexOf(mark);
    text.push(end < 0 ? line : line.slice(0, end));
    if (end >= 0) return {kind, text: text.join('\n').trim(), last, closed: true};
  }
  return {kind, text: text.join('\n').trim(), last: lines.length, closed: false};
}

interface Split {
  readonly banners: readonly Banner[];
  /** The lines that are left. */
  readonly lines: readonly string[];
  /** False when a banner has no end. */
  readonly closed: boolean;
}

/** Takes out texts between delimiters, `banner motd ^C … ^C`, and macros. */
export function splitBanners(text: string): Split {
  const all = text.split('\n').map((line) => line.trimEnd());
  const lines: string[] = [];
  const banners: Banner[] = [];
  let closed = true;
  for (let at = 0; at < all.length; at++) {
    const cut = partAt(all, at);
    if (cut === null) {
      lines.push(all[at] ?? '');
      continue;
    }
    const kind = bannerKinds[cut.kind];
    if (kind !== undefined && cut.text !== '') banners.push({kind, text: cut.text});
    closed &&= cut.closed;
    at = cut.last;
  }
  return {banners, lines, closed};
}
