import type {GapReason} from '../model/evidence.ts';

/** What transports need of a secret; its value is read at the moment it is sent. */
export interface Secret {
  reveal(): string;
}

/**
 * Takes the bytes of a command as they come, and may keep them. Called from inside the receiving loop: there is no
 * queue in between (least work per chunk) and so no back pressure: bound what you keep and `kill` what is too long.
 */
export interface Output {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
}

export interface ExitStatus {
  /** null when it was ended by a signal, by `kill`, or when the other end did not tell. */
  readonly exitCode: number | null;
  /** With its prefix: `SIGKILL`. */
  readonly signal: string | null;
}

/** One running command. */
export interface Channel {
  write(data: string | Buffer): void;
  /** End of its stdin. */
  end(): void;
  /** Closes it now; `done` resolves at once and `Output` is called no more. */
  kill(): void;
  /** Resolves after the last chunk. Rejects with TransportError when the connection dies first. */
  readonly done: Promise<ExitStatus>;
}

/** Algorithms a server offers, in its order. null: the list was not seen. */
export interface AlgorithmOffer {
  readonly kex: readonly string[] | null;
  readonly hostKey: readonly string[] | null;
  readonly cipher: readonly string[] | null;
  readonly mac: readonly string[] | null;
  readonly compress: readonly string[] | null;
}

export interface HostKey {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`, … */
  readonly type: string;
  readonly blob: Buffer;
  /** As OpenSSH prints it: `SHA256:…`. */
  readonly fingerprint: string;
}

/** What was agreed on with an SSH server. */
export interface Handshake {
  /** Identification line of the server: `SSH-2.0-OpenSSH_9.2p1 Debian-2`. Hostile text, printable ASCII, ≤ 255 long. */
  readonly software: string;
  readonly kex: string;
  readonly hostKeyAlgorithm: string;
  readonly hostKey: HostKey;
  /** From the server to us. */
  readonly cipher: string;
  /** null where the cipher brings its own. */
  readonly mac: string | null;
  readonly offer: AlgorithmOffer | null;
}

export interface Connection {
  /**
   * Starts a command with the login shell of the account (ssh) or `/bin/sh` (local).
   * @throws TransportError `permission-denied` when the server gives no further session, `unsupported` when it runs no
   * commands, `timeout`, or the reason why the connection died.
   */
  exec(command: string, output: Output): Promise<Channel>;
  /**
   * Starts the interactive shell of the account on a terminal of its own.
   * @throws TransportError as `exec` does; `unsupported` for a local connection.
   */
  shell(output: Output): Promise<Channel>;
  close(): void;
  /** Resolves when every socket and process of it is gone, within a second of `close` for each hop. */
  readonly closed: Promise<void>;
  /** null for a local connection. */
  readonly handshake: Handshake | null;
}

/** Why a conversation could not be held. The message is short English text without secrets. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly reason: GapReason;
  /** True when a password had been sent and the answer to it was never seen: it may count as a refusal over there. */
  readonly unanswered: boolean;

  constructor(reason: GapReason, detail: string, unanswered = false) {
    super(detail);
    this.reason = reason;
    this.unanswered = unanswered;
  }
}

/** Hostile text as one short line of printable ASCII. */
export function printable(text: string, length = 120): string {
  return text.slice(0, length).replace(/[^ -~]/g, '?');
}
