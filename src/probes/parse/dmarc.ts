export type DmarcAction = 'none' | 'quarantine' | 'reject';

export interface DmarcPolicy {
  /** How many such records there are: more than one is as good as none. RFC 7489, 6.6.3 */
  readonly records: number;
  /** What receivers are asked to do; null: nothing that they can follow. */
  readonly action: DmarcAction | null;
  /** What they are asked to do with mail of domains below. */
  readonly belowAction: DmarcAction | null;
  /** Share of mail that it is asked for, in percent. */
  readonly percent: number;
  /** Reports are asked for. */
  readonly reports: boolean;
}

/** Tags of a list as DKIM and DMARC write it, `p=reject; rua=…`, the first of a name. RFC 6376, 3.2 */
export function tagsOf(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name = '', ...rest] = part.split('=');
    const key = name.trim().toLowerCase();
    if (rest.length > 0 && !tags.has(key)) tags.set(key, rest.join('=').trim());
  }
  return tags;
}

const actions: readonly DmarcAction[] = ['none', 'quarantine', 'reject'];
const actionOf = (text: string | undefined): DmarcAction | null =>
  actions.find((action) => action === text?.toLowerCase()) ?? null;

/** What the texts at `_dmarc` ask of those who receive mail in the name of a domain. RFC 7489, 6.3 */
export function readDmarc(texts: readonly string[]): DmarcPolicy {
  const found = texts.filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text));
  const [text] = found;
  if (text === undefined || found.length > 1) {
    return {records: found.length, action: null, belowAction: null, percent: 100, reports: false};
  }
  const tags = tagsOf(text);
  const percent = /^\d{1,3}$/.exec(tags.get('pct') ?? '')?.[0];
  const action = actionOf(tags.get('p'));
  return {
    records: 1,
    action,
    belowAction: actionOf(tags.get('sp')) ?? action,
    percent: Math.min(Number(percent ?? 100), 100),
    reports: /\bmailto:/i.test(tags.get('rua') ?? ''),
  };
}
