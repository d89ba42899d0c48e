import {compareDigits, firstDifference, sign, type Order} from './order.ts';

interface DebVersion {
  readonly epoch: string;
  readonly upstream: string;
  readonly revision: string;
}

function parse(text: string): DebVersion {
  const colon = text.indexOf(':');
  const epoch = colon < 0 ? '0' : text.slice(0, colon);
  const rest = text.slice(colon + 1);
  const hyphen = rest.lastIndexOf('-');
  const upstream = hyphen < 0 ? rest : rest.slice(0, hyphen);
  const revision = hyphen < 0 ? '0' : rest.slice(hyphen + 1);
  const valid = /^\d{1,10}$/.test(epoch) && /^[A-Za-z0-9.+~:-]+$/.test(upstream) && /^[A-Za-z0-9.+~]+$/.test(revision);
  if (!valid) throw new Error(`not a Debian version: ${text}`);
  return {epoch, upstream, revision};
}

function weight(character: string | undefined): number {
  if (character === undefined || /\d/.test(character)) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}

function compareText(a: string, b: string): Order {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = sign(weight(a[i]) - weight(b[i]));
    if (order !== 0) return order;
  }
  return 0;
}

/** Runs of non-digits and of digits in turn, beginning with non-digits. */
function runs(text: string): readonly (readonly [string, string])[] {
  return Array.from(text.matchAll(/(\D*)(\d*)/g), (match) => [match[1] ?? '', match[2] ?? ''] as const);
}

function comparePart(a: string, b: string): Order {
  const left = runs(a);
  const right = runs(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [leftText, leftDigits] = left[i] ?? ['', ''];
    const [rightText, rightDigits] = right[i] ?? ['', ''];
    const order = firstDifference(compareText(leftText, rightText), compareDigits(leftDigits, rightDigits));
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * `[epoch:]upstream[-revision]`; `~` sorts before the end.
 * Source: Debian Policy 5.6.12, deb-version(7).
 */
export function deb(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareDigits(left.epoch, right.epoch),
    comparePart(left.upstream, right.upstream),
    comparePart(left.revision, right.revision),
  );
}
