import type {Transcript} from '../../model/transcript.ts';
import {
  cookiesOf,
  limitsFraming,
  loginSchemes,
  readHead,
  transportSecurity,
  versionsOf,
  type Cookie,
  type HttpHead,
} from './http-head.ts';
import {readPage, type HttpPage} from './http-page.ts';
import {other, speaks, strange, unclear, type Told} from './told.ts';
import {brief} from './wire-text.ts';

export interface HttpServer extends HttpPage {
  readonly status: number;
  /** Whether the answer is a page for people. */
  readonly html: boolean;
  readonly product: string | null;
  readonly versions: string[];
  /** Where it sends on to, without what follows a question mark. */
  readonly redirect: string | null;
  readonly redirectsToHttps: boolean;
  readonly hstsSeconds: number | null;
  readonly noSniff: boolean;
  readonly framingLimited: boolean;
  readonly referrerPolicy: string | null;
  readonly cookies: Cookie[];
  readonly loginSchemes: string[];
}

function redirectOf(head: HttpHead): string | null {
  const [location] = head.all('location');
  return location === undefined || head.status < 300 || head.status > 399
    ? null
    : brief(location.replace(/[?#;][\s\S]*/, ''), 300);
}

function headerFields(head: HttpHead): Omit<HttpServer, keyof HttpPage> {
  const redirect = redirectOf(head);
  return {
    status: head.status,
    html: head.all('content-type').some((type) => /^(?:text\/html|application\/xhtml\+xml)\b/i.test(type)),
    product: head.all('server')[0]?.slice(0, 200) ?? null,
    versions: versionsOf(head),
    redirect,
    redirectsToHttps: redirect !== null && /^https:\/\//i.test(redirect),
    hstsSeconds: transportSecurity(head),
    noSniff: head.all('x-content-type-options').some((value) => value.toLowerCase() === 'nosniff'),
    framingLimited: limitsFraming(head),
    referrerPolicy: head.all('referrer-policy').at(-1)?.slice(0, 200) ?? null,
    cookies: cookiesOf(head),
    loginSchemes: loginSchemes(head),
  };
}

/** What a web server without TLS says to a request that ought to have come under TLS. */
const wantsTls =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled|client sent an HTTP request to an HTTPS server|This combination of host and port requires TLS/i;

/** What a web server said to a request for the page at its root. */
export function readHttp(transcript: Transcript): Told<HttpServer> {
  const {received, ending, tls} = transcript;
  const head = readHead(received[0]);
  if (head === null) return strange(transcript);
  if (received.length < 2)
    return unclear(ending === 'silence' ? 'timeout' : ending === 'limit' ? 'cut' : 'unsupported');
  const text = received[1]?.toString('latin1') ?? '';
  if (tls === null && head.status === 400 && wantsTls.test(text)) return other;
  return speaks({...headerFields(head), ...readPage(received[1])});
}

/** Whether what was sent by TRACE came back, of a server that answers to GET; null: that is not known. */
export function readTrace({received, ending}: Transcript): boolean | null {
  const head = readHead(received[0]);
  // Some hang up at a method that they do not want to hear of.
  if (received[0]?.length === 0 && ending === 'closed') return false;
  if (head === null || received.length < 2) return null;
  return head.status === 200 && /X-Mizumori: trace/i.test(received[1]?.toString('latin1') ?? '');
}
