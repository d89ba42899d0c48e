import type {LookupTold} from '../../model/probe.ts';
import {readDkim, type DkimKey} from './dkim.ts';
import {readDnsAnswer, type DnsRecord} from './dns-message.ts';
import {readDmarc, type DmarcAction, type DmarcPolicy} from './dmarc.ts';
import {readSpf, type SpfPolicy} from './spf.ts';
import {brief} from './wire-text.ts';

export interface MailDomainTold {
  readonly domain: string;
  /** Hosts that take its mail, the preferred first; null: it is not known. */
  readonly mailServers: string[] | null;
  /** It says that it takes no mail. RFC 7505 */
  readonly takesNoMail: boolean | null;
  readonly spf: SpfPolicy | null;
  readonly dmarc:
    | (Pick<DmarcPolicy, 'records' | 'percent' | 'reports'> & {
        /** Domain whose policy it is. */
        readonly at: string | null;
        readonly action: DmarcAction | null;
      })
    | null;
}

export interface DkimTold {
  readonly domain: string;
  readonly selector: string;
  /** null: it is not known. */
  readonly key: DkimKey | null;
}

/** Records of an answer; null: it is not known which there are. */
function recordsOf({message}: LookupTold): readonly DnsRecord[] | null {
  return message === null ? null : readDnsAnswer(message);
}

function textsOf(told: LookupTold | undefined): readonly string[] | null {
  const records = told === undefined ? null : recordsOf(told);
  return records?.flatMap(({text}) => text ?? []) ?? null;
}

function serversOf(told: LookupTold | undefined): Pick<MailDomainTold, 'mailServers' | 'takesNoMail'> {
  const records = told === undefined ? null : recordsOf(told);
  if (records === null) return {mailServers: null, takesNoMail: null};
  const hosts = records
    .flatMap(({mail}) => mail ?? [])
    .sort((a, b) => a.preference - b.preference || (a.host < b.host ? -1 : 1))
    .map(({host}) => brief(host.replace(/\.$/, ''), 255));
  return {mailServers: hosts.filter((host) => host !== ''), takesNoMail: hosts.includes('')};
}

/** The policy of the domain itself, else of the nearest one above; null: of one on the way nothing is known. */
function policyOf(domain: string, told: readonly LookupTold[]): MailDomainTold['dmarc'] {
  const nearest = told.toSorted((a, b) => b.name.length - a.name.length);
  for (const each of nearest) {
    const texts = textsOf(each);
    if (texts === null) return null;
    const {records, percent, reports, action, belowAction} = readDmarc(texts);
    const at = each.name.slice('_dmarc.'.length);
    if (records > 0) return {records, percent, reports, at, action: at === domain ? action : belowAction};
  }
  return nearest.length === 0 ? null : {records: 0, percent: 100, reports: false, at: null, action: null};
}

/** What DNS tells of the mail of a domain. `told`: all that was asked about it. */
export function mailDomainOf(domain: string, told: readonly LookupTold[]): MailDomainTold {
  const of = (purpose: LookupTold['purpose']): readonly LookupTold[] => told.filter((each) => each.purpose === purpose);
  const texts = textsOf(of('spf')[0]);
  return {
    domain,
    ...serversOf(of('mx')[0]),
    spf: texts === null ? null : readSpf(texts),
    dmarc: policyOf(domain, of('dmarc')),
  };
}

/** The keys at the selectors of a domain. */
export function dkimKeysOf(domain: string, told: readonly LookupTold[]): DkimTold[] {
  return told
    .filter(({purpose}) => purpose === 'dkim')
    .map((each) => {
      const texts = textsOf(each);
      const selector = each.name.slice(0, -`._domainkey.${domain}`.length);
      return {domain, selector, key: texts === null ? null : readDkim(texts)};
    });
}
