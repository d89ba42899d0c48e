import type {DeviceBanner} from '../../model/device/index.ts';

export type Banner = DeviceBanner['banners'][number];

const bannerStart = /^banner (?<kind>\S{1,20}) (?<mark>\^C|\S)(?<rest>.*)$/;
const bannerKinds: Readonly<Record<string, Banner['kind']>> = {login: 'login', motd: 'motd', exec: 'exec'};

interface Cut {
  readonly kind: string;
  readonly text: string;
  /** Index of the last line of the banner. */
  readonly last: number;
  readonly closed: boolean;
}

function bannerAt(lines: readonly string[], at: number): Cut | null {
  const {kind, mark, rest} = bannerStart.exec(lines[at] ?? '')?.groups ?? {};
  if (kind === undefined || mark === undefined || rest === undefined) return null;
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

/** Takes out banners between delimiters: `banner motd ^C … ^C`. */
export function splitBanners(text: string): Split {
  const all = text.split('\n').map((line) => line.trimEnd());
  const lines: string[] = [];
  const banners: Banner[] = [];
  let closed = true;
  for (let at = 0; at < all.length; at++) {
    const cut = bannerAt(all, at);
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
