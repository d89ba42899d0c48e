import type {Dialogue, WireStep} from '../../model/outside.ts';
import {hellos} from './tls-hellos.ts';

/** How a protocol comes to TLS. */
export interface Carrier {
  /** What stands before the id of a hello: `smtp-`. */
  readonly prefix: string;
  readonly begins: 'at-once' | 'smtp' | 'imap' | 'pop3' | 'ftp' | 'ldap' | 'postgresql';
  readonly service: string;
  readonly also: readonly string[];
  readonly ports: readonly number[];
  /** What is said before the hello. */
  readonly steps: readonly WireStep[];
}

const say = (line: string): WireStep => ({do: 'send', bytes: `${line}\\r\\n`});
/** A reply of numbered lines, as SMTP and FTP have them. */
const reply = (like: string): WireStep => ({do: 'read', end: {at: 'line', like: '^[0-9]{3}(?: |$)'}, like});
const line = (like: string, end = '^'): WireStep => ({do: 'read', end: {at: 'line', like: end}, like});

/** RFC 4511, 4.14: an extended request with the message number 1. */
const startTlsRequest = String.raw`0\x1d\x02\x01\x01w\x18\x80\x161.3.6.1.4.1.1466.20037`;
/** Ends with the result code, or after texts that are empty and the name of the request, which some leave out. */
const startTlsResponse = String.raw`^0[\s\S]{4,60}?\x0a\x01(?:[^\x00]|\x00\x04\x00\x04\x00(?:\x8a\x161\.3\.6\.1\.4\.1\.1466\.20037)?)`;

export const carriers: readonly Carrier[] = [
  {
    prefix: '',
    begins: 'at-once',
    service: 'https',
    also: ['tls', 'smtps', 'ldaps', 'ftps', 'imaps', 'pop3s', 'docker', 'mqtts', 'amqps', 'syslog-tls'],
    ports: [443, 465, 636, 990, 993, 995, 2083, 2376, 3269, 4443, 5986, 8443, 8531, 8834, 8883, 9443, 10_443, 16_993],
    steps: [],
  },
  {
    prefix: 'smtp-',
    begins: 'smtp',
    service: 'smtp',
    also: [],
    ports: [25, 587],
    steps: [
      reply('^220'),
      say('EHLO mizumori.invalid'),
      reply(String.raw`^250[\s\S]*?STARTTLS`),
      say('STARTTLS'),
      reply('^220'),
    ],
  },
  {
    prefix: 'imap-',
    begins: 'imap',
    service: 'imap',
    also: [],
    ports: [143],
    steps: [line(String.raw`^\* (?:OK|PREAUTH)`), say('a1 STARTTLS'), line(String.raw`^(?:\*[^\n]*\n)*a1 OK`, '^a1 ')],
  },
  {
    prefix: 'pop3-',
    begins: 'pop3',
    service: 'pop3',
    also: [],
    ports: [110],
    steps: [line(String.raw`^\+OK`), say('STLS'), line(String.raw`^\+OK`)],
  },
  {
    prefix: 'ftp-',
    begins: 'ftp',
    service: 'ftp',
    also: [],
    ports: [21],
    steps: [reply('^220'), say('AUTH TLS'), reply('^234')],
  },
  {
    prefix: 'ldap-',
    begins: 'ldap',
    service: 'ldap',
    also: [],
    ports: [389, 3268],
    steps: [
      {do: 'send', bytes: startTlsRequest},
      {do: 'read', end: {at: 'match', like: startTlsResponse}, like: String.raw`\x0a\x01\x00\x04\x00\x04\x00`},
    ],
  },
  {
    prefix: 'postgresql-',
    begins: 'postgresql',
    service: 'postgresql',
    also: [],
    ports: [5432],
    // SSLRequest; the answer is one letter.
    steps: [
      {do: 'send', bytes: String.raw`\x00\x00\x00\x08\x04\xd2\x16/`},
      {do: 'read', end: {at: 'bytes', count: 1}, like: '^S'},
    ],
  },
];

export const dialogueId = ({prefix}: Carrier, hello: string): string => `${prefix}${hello}`;

function dialoguesOf(carrier: Carrier): Dialogue[] {
  const {service, also, ports, steps} = carrier;
  return hellos.map((hello) => ({
    id: dialogueId(carrier, hello.id),
    class: 'read',
    transport: 'tcp',
    service,
    also,
    ports,
    steps: [...steps, ...hello.steps],
    seconds: 8,
    limit: 65_536,
  }));
}

export const tlsDialogues: readonly Dialogue[] = carriers.flatMap(dialoguesOf);
