export interface SyslogTarget {
  readonly host: string;
  readonly port: number | null;
  readonly protocol: 'udp' | 'tcp' | 'relp';
  readonly tls: boolean;
  /** Whether records of authentication go there; null when the configuration decides it in a way that is not understood. */
  readonly logins: boolean | null;
}

export type SyslogInput = 'udp' | 'tcp' | 'relp';

export interface SyslogSettings {
  readonly targets: readonly SyslogTarget[];
  /** Ways in which messages of other hosts are taken in. */
  readonly inputs: readonly SyslogInput[];
  /** null when the configuration decides it in a way that is not understood. */
  readonly authLogged: boolean | null;
  /** Octal mode of new log files as written; null when not set. */
  readonly createMode: string | null;
}
