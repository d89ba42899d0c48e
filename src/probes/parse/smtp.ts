import type {Transcript} from '../../model/transcript.ts';

export interface SmtpServer {
  readonly greeting: string;
  readonly startTls: boolean;
  /** SASL mechanisms, in upper case, sorted. */
  readonly authMethods: string[];
}

/** `other`: what answers there is no mail server. `unclear`: it did not say enough to tell. */
export type SmtpTold = {readonly state: 'speaks'; readonly server: SmtpServer} | {readonly state: 'other' | 'unclear'};

const linesOf = (bytes: Buffer | undefined): string[] =>
  (bytes?.toString('latin1') ?? '').split('\n').map((line) => line.replace(/\r$/, ''));

/** What a mail server said: its greeting, and the answer to EHLO. */
export function readSmtp({received, ending}: Transcript): SmtpTold {
  const [greeting = ''] = linesOf(received[0]);
  if (!greeting.startsWith('220'))
    return {state: received[0]?.length === 0 || ending === 'silence' ? 'unclear' : 'other'};
  const offered = linesOf(received[1]);
  if (received[1] === undefined || !offered.some((line) => line.startsWith('250 '))) return {state: 'unclear'};
  const keywords = offered.map((line) => line.slice(4).trim().toUpperCase());
  const methods = keywords.filter((line) => /^AUTH[ =]/.test(line)).flatMap((line) => line.slice(5).split(' '));
  return {
    state: 'speaks',
    server: {
      greeting: greeting.slice(4),
      startTls: keywords.includes('STARTTLS'),
      authMethods: [...new Set(methods)].filter((method) => method !== '').sort(),
    },
  };
}
