import {brief, linesOf} from './wire-text.ts';

export interface HttpHead {
  readonly status: number;
  /** Values of a header, by its name in lower case. */
  readonly all: (name: string) => readonly string[];
}

const longestHead = 200;
const longestValue = 2000;

/** Status and headers of an answer; null: it is none of HTTP/1. */
export function readHead(bytes: Buffer | undefined): HttpHead | null {
  const [first = '', ...lines] = linesOf(bytes);
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first)?.[1];
  if (status === undefined) return null;
  const headers = lines.slice(0, longestHead).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), brief(line.slice(colon + 1), longestValue)]];
  });
  return {
    status: Number(status),
    all: (wanted) => headers.flatMap(([name, value]) => (name === wanted && value !== undefined ? [value] : [])),
  };
}

export interface Cookie {
  readonly name: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
}

/** Cookies that an answer sets, each name once; what they hold was taken out before. */
export function cookiesOf(head: HttpHead): Cookie[] {
  const byName = new Map<string, Cookie>();
  for (const text of head.all('set-cookie').slice(0, 50)) {
    const [pair = '', ...attributes] = text.split(';').map((part) => part.trim());
    const name = brief(pair.split('=')[0] ?? '', 100);
    const has = (word: string): boolean => attributes.some((attribute) => attribute.toLowerCase() === word);
    byName.set(name, {name, secure: has('secure'), httpOnly: has('httponly')});
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Ways to log in that an answer asks for: `Basic`, in lower case, sorted. RFC 9110, 11.6.1 */
export function loginSchemes(head: HttpHead): string[] {
  const challenges = head.all('www-authenticate').flatMap((value) => value.replaceAll(/"[^"]*"/g, '').split(','));
  const schemes = challenges.flatMap((part) => /^\s*([a-z][a-z0-9-]{1,30})(?=\s+[^\s=]|\s*$)/i.exec(part)?.[1] ?? []);
  return [...new Set(schemes.map((scheme) => scheme.toLowerCase()))].sort();
}

const telling = ['server', 'x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-generator'];

/** What headers tell of products with their versions: `nginx/1.22.1`. */
export function versionsOf(head: HttpHead): string[] {
  const words = telling.flatMap((name) => head.all(name)).flatMap((value) => value.split(/[\s(),;]+/));
  const versions = words.filter((word) => /\d\.\d/.test(word) && !/^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/.test(word));
  return [...new Set(versions.map((word) => brief(word, 100)))].slice(0, 20).sort();
}

/** For how many seconds HTTPS alone is to be used; null: that is not asked for. RFC 6797 */
export function transportSecurity(head: HttpHead): number | null {
  const [first] = head.all('strict-transport-security');
  const age = /(?:^|;)\s*max-age\s*=\s*"?(\d{1,12})/i.exec(first ?? '')?.[1];
  return age === undefined ? null : Number(age);
}

/** Whether an answer says which pages may show it inside of theirs. RFC 7034, CSP level 2 */
export function limitsFraming(head: HttpHead): boolean {
  const options = head.all('x-frame-options').some((value) => /^(?:deny|sameorigin)$/i.test(value));
  const directives = head.all('content-security-policy').flatMap((value) => value.split(/[;,]/));
  const ancestors = directives.filter((directive) => /^\s*frame-ancestors\s/i.test(directive));
  return options || ancestors.some((directive) => !/\s(?:\*|https?:)(?:\s|$)/i.test(directive));
}
