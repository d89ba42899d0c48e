import {brief} from './wire-text.ts';

export interface SpfPolicy {
  /** How many such records there are: more than one is as good as none. RFC 7208, 4.5 */
  readonly records: number;
  readonly text: string | null;
  /** What is to be done with mail from elsewhere; null: nothing is said, as where another domain's record is to be used. */
  readonly all: '-all' | '~all' | '?all' | '+all' | null;
  /** Domain whose record is to be used instead. */
  readonly redirect: string | null;
  /** Questions to DNS that this record alone leads to. RFC 7208, 4.6.4 */
  readonly lookups: number;
}

const qualifiers = {'-': '-all', '~': '~all', '?': '?all', '+': '+all'} as const;
const asking = /^[-+~?]?(?:include:|exists:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr(?::|$))/i;

/** What the texts of a domain say of where its mail comes from. RFC 7208 */
export function readSpf(texts: readonly string[]): SpfPolicy {
  const found = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [text] = found;
  if (text === undefined || found.length > 1) {
    return {records: found.length, text: null, all: null, redirect: null, lookups: 0};
  }
  const terms = text.split(/ +/).slice(1);
  const end = terms.findIndex((term) => /^[-+~?]?all$/i.test(term));
  const counted = end < 0 ? terms : terms.slice(0, end);
  const redirect = end < 0 ? terms.find((term) => /^redirect=/i.test(term))?.slice('redirect='.length) : undefined;
  const sign = end < 0 ? undefined : (/^[-~?+]/.exec(terms[end] ?? '')?.[0] ?? '+');
  return {
    records: 1,
    text: brief(text, 500),
    all: sign === undefined ? null : qualifiers[sign as keyof typeof qualifiers],
    redirect: redirect === undefined ? null : brief(redirect, 255),
    lookups: counted.filter((term) => asking.test(term)).length + (redirect === undefined ? 0 : 1),
  };
}
