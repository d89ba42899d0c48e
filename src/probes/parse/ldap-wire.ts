import {BerError, cursorOf, enter, integerOf, readBytes, readElement, type Cursor} from '../../model/ber.ts';
import type {Transcript} from '../../model/transcript.ts';
import {brokenOff, other, speaks, strange, unclear, type Told} from './told.ts';
import {brief} from './wire-text.ts';

export interface LdapServer {
  /** It tells strangers of itself; where it does not, the rest is empty. */
  readonly told: boolean;
  readonly activeDirectory: boolean;
  readonly startTls: boolean;
  /** Names of the trees of entries. */
  readonly contexts: string[];
  /** In upper case, sorted. */
  readonly mechanisms: string[];
  readonly software: string | null;
}

const startTls = '1.3.6.1.4.1.1466.20037';
/** LDAP_CAP_ACTIVE_DIRECTORY_OID of MS-ADTS 3.1.1.3.4.1. */
const activeDirectory = '1.2.840.113556.1.4.800';
const mostValues = 64;

type Attributes = ReadonlyMap<string, readonly string[]>;

/** Attributes of an entry: RFC 4511 4.5.2. */
function attributesOf(entry: Cursor): Attributes {
  const found = new Map<string, string[]>();
  readBytes(entry, 0x04);
  const list = enter(entry, 0x30);
  while (list.at < list.end) {
    const attribute = enter(list, 0x30);
    const name = readBytes(attribute, 0x04).toString('latin1').toLowerCase();
    const values: string[] = [];
    const set = enter(attribute, 0x31);
    while (set.at < set.end && values.length < mostValues) values.push(brief(readBytes(set, 0x04).toString('utf8')));
    found.set(name, values);
  }
  return found;
}

function serverOf(attributes: Attributes | null): LdapServer {
  const of = (name: string): readonly string[] => attributes?.get(name.toLowerCase()) ?? [];
  const software = [...of('vendorName').slice(0, 1), ...of('vendorVersion').slice(0, 1)].join(' ');
  return {
    told: attributes !== null,
    activeDirectory: of('supportedCapabilities').includes(activeDirectory),
    startTls: of('supportedExtension').includes(startTls),
    contexts: [...new Set(of('namingContexts'))].sort(),
    mechanisms: [...new Set(of('supportedSASLMechanisms').map((name) => name.toUpperCase()))].sort(),
    software: software === '' ? null : software,
  };
}

/** Kind and content of the operation of one message; null: it is none. */
function operationOf(bytes: Buffer | undefined): {readonly tag: number; readonly content: Cursor} | null {
  try {
    const message = enter(cursorOf(bytes ?? Buffer.alloc(0)), 0x30);
    readElement(message, 0x02);
    readElement(message);
    return {tag: message.tag, content: cursorOf(message.bytes, message.from, message.to)};
  } catch (error) {
    if (error instanceof BerError) return null;
    throw error;
  }
}

function resultOf(content: Cursor): number | null {
  try {
    readElement(content, 0x0a);
    return integerOf(content);
  } catch (error) {
    if (error instanceof BerError) return null;
    throw error;
  }
}

const kinds = {bind: 0x61, entry: 0x64, done: 0x65} as const;

/** The entry without a name; a server may hide it from strangers, and is one all the same. */
export function readLdap(transcript: Transcript): Told<LdapServer> {
  const operation = operationOf(transcript.received[0]);
  if (operation === null) return strange(transcript);
  if (operation.tag === kinds.done) return speaks(serverOf(null));
  if (operation.tag !== kinds.entry) return other;
  try {
    return speaks(serverOf(attributesOf(operation.content)));
  } catch (error) {
    if (error instanceof BerError) return unclear('unsupported');
    throw error;
  }
}

export interface LdapAnonymous {
  readonly bind: boolean;
  /** Entries were given to a client that did not log in. */
  readonly reads: boolean;
}

/**
 * RFC 4511 A.1: success without an entry, operationsError (so Active Directory wants a login), strongerAuthRequired,
 * noSuchObject (so others hide it), inappropriateAuthentication, insufficientAccessRights, unwillingToPerform.
 */
const nothingToRead = new Set([0, 1, 8, 32, 48, 50, 53]);

/** A login without a name, and what it may read. */
export function readLdapAnonymous(transcript: Transcript): Told<LdapAnonymous> {
  const [bound, root, , entries] = transcript.received;
  const login = operationOf(bound);
  if (login?.tag !== kinds.bind) return strange(transcript);
  const state = resultOf(login.content);
  if (state === null) return unclear('unsupported');
  const bind = state === 0;
  // Refused, some servers end the conversation; others do not tell a stranger what there is to be read.
  const told = operationOf(root);
  if (told === null) return transcript.ending === 'closed' ? speaks({bind, reads: false}) : brokenOff(transcript);
  if (told.tag === kinds.done) return speaks({bind, reads: false});
  const found = operationOf(entries);
  if (found?.tag === kinds.entry) return speaks({bind, reads: true});
  const shown = found?.tag === kinds.done ? resultOf(found.content) : null;
  return shown !== null && nothingToRead.has(shown) ? speaks({bind, reads: false}) : brokenOff(transcript);
}
