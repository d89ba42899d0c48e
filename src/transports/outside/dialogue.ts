import {isIP, type Socket} from 'node:net';
import {connect as connectTls, type DetailedPeerCertificate, type TLSSocket} from 'node:tls';
import {once} from 'node:events';
import {escapeBytes} from '../../model/escaped.ts';
import type {WireAsk, WireStep} from '../../model/outside.ts';
import type {Ending} from '../../model/transcript.ts';
import {closeFully, connect} from './connect.ts';
import {Inbox, type Part} from './inbox.ts';
import {keepOf, sentBytes, type Kept} from './sent-bytes.ts';

/** What came of a dialogue: `absent`: nothing is there. Lines: see `Transcript`. */
export type Held =
  | {readonly state: 'told'; readonly lines: readonly string[]; readonly cut: boolean}
  | {readonly state: 'absent'}
  | {readonly state: 'silent'; readonly reason: 'timeout' | 'unreachable'};

export interface DialogueOptions {
  /** Address of the peer, resolved. */
  readonly host: string;
  readonly connectMs: number;
  readonly signal: AbortSignal;
  /** Looked at before anything is sent. @throws where nothing may be sent any more */
  readonly check: () => void;
  /** Takes secrets out of what a peer said. */
  readonly redact: (text: string) => string;
}

type ReadStep = Extract<WireStep, {do: 'read'}>;

const endingOf: Readonly<Record<Part['ending'], Ending>> = {
  met: 'done',
  closed: 'closed',
  silence: 'silence',
  limit: 'limit',
};

/** How a part ends the dialogue; null: it goes on, and what the step keeps is kept. */
export function endingAfter(step: ReadStep, {bytes, ending}: Part, kept: Kept): Ending | null {
  if (ending !== 'met') return endingOf[ending];
  const text = bytes.toString('latin1');
  if (step.like !== undefined && !new RegExp(step.like).test(text)) return 'mismatch';
  return step.keep === undefined || keepOf(step.keep, text, kept) ? null : 'mismatch';
}

/** What was received, in the form of a transcript. */
export function receivedLine(bytes: Buffer, redact: (text: string) => string): string {
  const text = bytes.toString('latin1');
  return `< ${escapeBytes(Buffer.from(redact(text), 'latin1'))}`;
}

/** Ten are more than any chain that means well. */
const longestChain = 10;

function chainOf(socket: TLSSocket): Buffer[] {
  const chain: Buffer[] = [];
  // Of a peer without a certificate, this is an object without fields; a root names itself as its issuer.
  let next: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true);
  while (next?.raw !== undefined && chain.length < longestChain) {
    const {raw, issuerCertificate}: Partial<DetailedPeerCertificate> = next;
    if (chain.some((known) => known.equals(raw))) break;
    chain.push(raw);
    next = issuerCertificate;
  }
  return chain;
}

/** The state of one dialogue: its connection may change into one under TLS. */
class Line {
  readonly lines: string[] = [];
  #socket: Socket;
  #inbox: Inbox;
  readonly #ask: WireAsk;
  readonly #address: string;
  readonly #options: DialogueOptions;
  readonly #deadline: number;
  readonly #kept: Kept = new Map();

  constructor(socket: Socket, ask: WireAsk, address: string, options: DialogueOptions) {
    this.#socket = socket;
    this.#ask = ask;
    this.#address = address;
    this.#options = options;
    this.#deadline = performance.now() + ask.seconds * 1000;
    this.#inbox = this.#listen(socket);
  }

  async run(): Promise<Ending> {
    for (const step of this.#ask.steps) {
      const ending = await this.#take(step);
      if (ending !== null) return ending;
    }
    return 'done';
  }

  close(): Promise<void> {
    return closeFully(this.#socket);
  }

  #listen(socket: Socket): Inbox {
    const inbox = new Inbox(this.#ask.limit);
    socket.on('data', (chunk: Buffer) => inbox.add(chunk));
    for (const event of ['end', 'close', 'error']) socket.on(event, () => inbox.close());
    return inbox;
  }

  async #take(step: WireStep): Promise<Ending | null> {
    switch (step.do) {
      case 'send': {
        this.#options.check();
        this.#socket.write(sentBytes(step.bytes, this.#address, this.#kept));
        this.lines.push(`> ${step.bytes}`);
        return null;
      }
      case 'read': {
        const part = await this.#inbox.read(step.end, this.#deadline, this.#options.signal);
        this.lines.push(receivedLine(part.bytes, this.#options.redact));
        return endingAfter(step, part, this.#kept);
      }
      case 'tls':
        this.#options.check();
        return this.#startTls();
      default:
        return step satisfies never;
    }
  }

  async #startTls(): Promise<Ending | null> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    const name = isIP(this.#address) === 0 ? {servername: this.#address} : {};
    const secure = connectTls({
      socket: plain,
      ...name,
      // What is wrong with the certificate or the version is what is to be found out.
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ciphers: 'ALL:@SECLEVEL=0',
    });
    secure.on('error', () => undefined);
    const timer = setTimeout(() => secure.destroy(), Math.max(this.#deadline - performance.now(), 0));
    const abort = (): void => void secure.destroy();
    this.#options.signal.addEventListener('abort', abort);
    try {
      await Promise.race([once(secure, 'secureConnect'), once(secure, 'close')]);
    } catch {
      // That there is no connection shows below.
    } finally {
      clearTimeout(timer);
      this.#options.signal.removeEventListener('abort', abort);
    }
    this.#options.signal.throwIfAborted();
    if (secure.destroyed || secure.getProtocol() === null) return 'tls-failed';
    const {standardName} = secure.getCipher();
    this.lines.push(`= tls ${secure.getProtocol() ?? ''} ${standardName}`);
    for (const der of chainOf(secure)) this.lines.push(`= certificate ${der.toString('base64')}`);
    this.#socket = secure;
    this.#inbox = this.#listen(secure);
    return null;
  }
}

/** Holds a dialogue over one TCP connection, which is closed in full. @throws TransportError, or what the signal says */
export async function holdDialogue(ask: WireAsk, address: string, options: DialogueOptions): Promise<Held> {
  const attempt = await connect(options.host, ask.port, options.connectMs, options.signal);
  if (attempt.state === 'closed') return {state: 'absent'};
  if (attempt.state !== 'open')
    return {state: 'silent', reason: attempt.state === 'filtered' ? 'timeout' : 'unreachable'};
  const line = new Line(attempt.socket, ask, address, options);
  try {
    const ending = await line.run();
    return {state: 'told', lines: [...line.lines, `. ${ending}`], cut: ending === 'limit'};
  } finally {
    await line.close();
  }
}
