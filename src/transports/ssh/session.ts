import {setMaxListeners} from 'node:events';
import type {Duplex} from 'node:stream';
import ssh2, {type Algorithms, type Client, type NegotiatedAlgorithms} from 'ssh2';
import {TransportError, type Handshake, type HostKey} from '../connection.ts';
import {hostKey} from './host-key.ts';
import {login, type Login, type ResolvedCredential, type SecretKind} from './auth.ts';
import {closedEarly, failureOf, type Phase} from './failures.ts';
import {holdHead} from './identification.ts';
import {offerReader} from './offer.ts';
import {abortError, closeInFull} from './socket.ts';

/** All in milliseconds. */
export interface Timeouts {
  /** TCP connect, by us or by a jump host. */
  readonly connectMs: number;
  /** From the connect to the end of the key exchange. */
  readonly handshakeMs: number;
  readonly authMs: number;
  /** Opening one channel and starting its command. */
  readonly channelMs: number;
  /** Between keep-alives; the connection ends when three in a row have no answer. */
  readonly idleKeepAliveMs: number;
}

export interface SessionOptions {
  readonly algorithms: Algorithms;
  /** Judges the host key: null accepts it. There is no session without it. */
  readonly verify: (key: HostKey) => TransportError | null;
  readonly timeouts: Timeouts;
  readonly signal: AbortSignal;
  /** Words an error of this session for those who see the whole way. */
  readonly tell: (error: TransportError) => TransportError;
}

export interface SessionLogin {
  readonly credential: ResolvedCredential;
  readonly onRefused: (secret: SecretKind) => void;
}

/** One SSH client on one stream, until the stream is closed. The first failure ends it and is the one that counts. */
export class Session {
  readonly client: Client = new ssh2.Client();
  /** Resolves when the stream is closed. */
  readonly closed: Promise<void>;
  readonly #stream: Duplex;
  readonly #options: SessionOptions;
  readonly #offer = offerReader();
  readonly #watchers = new Set<(error: TransportError) => void>();
  #failure: TransportError | null = null;
  #phase: Phase = 'handshake';
  #timer: NodeJS.Timeout | undefined;
  #login: Login | null = null;
  #software = '';
  #hostKey: HostKey | null = null;
  #onRefused: (secret: SecretKind) => void = () => undefined;
  #resolveClosed: () => void = () => undefined;

  constructor(stream: Duplex, options: SessionOptions) {
    this.#stream = stream;
    this.#options = options;
    this.closed = new Promise((resolve) => (this.#resolveClosed = resolve));
    const gone = (): void => this.fail(closedEarly(this.#phase, this.#passwordPending()));
    this.client.on('error', (error) => this.#onError(error));
    this.client.on('end', gone).on('close', gone);
    this.client.on('change password', () => this.fail(new TransportError('auth-failed', 'the password has expired')));
    setMaxListeners(0, options.signal);
    options.signal.addEventListener('abort', this.#onAbort);
  }

  get failure(): TransportError | null {
    return this.#failure;
  }

  /** Exchanges keys, then logs in; without a login it closes after the exchange. @throws TransportError */
  start(access: SessionLogin | null): Promise<Handshake> {
    return new Promise((resolve, reject) => {
      this.onFailure(reject);
      this.#limit(this.#options.timeouts.handshakeMs, 'no end of the SSH handshake');
      this.client.once('handshake', (negotiated) => {
        const handshake = this.#describe(negotiated);
        this.#phase = 'login';
        this.#limit(this.#options.timeouts.authMs, 'no answer to the login');
        this.client.once('ready', () => {
          this.#phase = 'open';
          clearTimeout(this.#timer);
          resolve(handshake);
        });
        if (access) return;
        resolve(handshake);
        this.close();
      });
      if (this.#options.signal.aborted) this.#onAbort();
      else this.#connect(access);
    });
  }

  /** Calls back once, at once when it has failed already. Returns a function that takes the wish back. */
  onFailure(listener: (error: TransportError) => void): () => void {
    if (this.#failure) listener(this.#failure);
    else this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  fail(error: TransportError): void {
    if (!this.#failure) this.end(this.#options.tell(error));
  }

  /** Fails with an error that is told as it is: it happened elsewhere. */
  end(error: TransportError): void {
    if (this.#failure) return;
    this.#failure = error;
    clearTimeout(this.#timer);
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    for (const listener of this.#watchers) listener(error);
    this.#watchers.clear();
    this.client.end();
    void closeInFull(this.#stream).then(this.#resolveClosed);
  }

  close(): void {
    this.end(new TransportError('stopped', 'the connection was closed here'));
  }

  readonly #onAbort = (): void => this.end(abortError(this.#options.signal));

  #passwordPending(): boolean {
    return this.#login?.passwordPending() ?? false;
  }

  #limit(ms: number, what: string): void {
    clearTimeout(this.#timer);
    const expire = (): void => this.fail(new TransportError('timeout', `${what} in ${ms} ms`, this.#passwordPending()));
    this.#timer = setTimeout(expire, ms);
  }

  #connect(access: SessionLogin | null): void {
    holdHead(this.#stream, {
      identified: (line) => (this.#software = line),
      failed: (error) => this.fail(error),
    });
    if (access) {
      this.#onRefused = access.onRefused;
      this.#login = login(access.credential, {refused: access.onRefused, failed: (error) => this.fail(error)});
    }
    this.client.connect({
      // ssh2 takes a Duplex, as its own documentation has it; the typings say Readable.
      sock: this.#stream,
      username: access?.credential.user ?? '',
      algorithms: this.#options.algorithms,
      readyTimeout: 0,
      keepaliveInterval: this.#options.timeouts.idleKeepAliveMs,
      debug: this.#offer.line,
      hostVerifier: (blob: Buffer) => this.#verify(blob),
      authHandler: this.#login?.handler ?? [],
    });
  }

  #verify(blob: Buffer): boolean {
    const key = hostKey(blob);
    const error = this.#options.verify(key);
    if (error === null) this.#hostKey = key;
    else this.fail(error);
    return error === null;
  }

  #describe(negotiated: NegotiatedAlgorithms): Handshake {
    if (this.#hostKey === null) throw new Error('the host key was not verified');
    const {kex, serverHostKey, sc} = negotiated;
    return {
      software: this.#software,
      kex,
      hostKeyAlgorithm: serverHostKey,
      hostKey: this.#hostKey,
      cipher: sc.cipher,
      mac: sc.mac === '' ? null : sc.mac,
      offer: this.#offer.offer(),
    };
  }

  #onError(error: Error & {level?: string; code?: unknown}): void {
    if (error.level === 'agent') {
      this.#login?.agentFailed();
      return;
    }
    // A key that does not sign: the login's handler is asked next, and knows what to make of it.
    if (error.level === 'client-authentication') return;
    const tried = this.#login?.tried() ?? null;
    const failure = failureOf(error, {
      phase: this.#phase,
      offer: this.#offer.offer(),
      passwordPending: this.#passwordPending(),
      tried: tried !== null,
    });
    if (this.#failure === null && failure.reason === 'auth-failed' && tried) this.#onRefused(tried);
    this.fail(failure);
  }
}
