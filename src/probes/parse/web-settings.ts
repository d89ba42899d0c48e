/** Commands by which OpenSSL is told of protocols past the settings of a web server. SSL_CONF_cmd(3) */
export const opensslCommand = /^(?:Protocol|MinProtocol|MaxProtocol|Options|CipherString)$/i;

export interface WebSettings {
  /** null: it depends on how the server is started. */
  readonly usesTls: boolean | null;
  /** Protocols older than TLS 1.2 that the configuration turns on; null when it does not speak of protocols. */
  readonly weakProtocols: readonly string[] | null;
  readonly versionShown: boolean;
  /** Where the contents of folders are listed, as written. */
  readonly listings: readonly string[];
  readonly trace: boolean;
  readonly hsts: boolean;
}

/**
 * What browsers make of an HSTS header: a `max-age` of 0 ends what was promised, one without it is ignored (RFC 6797, 6.1.1).
 * `unknown`: the value is made up when a request comes.
 */
export function hstsOf(value: string): 'promised' | 'not-promised' | 'unknown' {
  if (/[$%]/.test(value)) return 'unknown';
  const seconds = /max-age\s{0,20}=\s{0,20}"?(?<seconds>\d{1,20})/i.exec(value)?.groups?.['seconds'];
  return Number(seconds ?? 0) > 0 ? 'promised' : 'not-promised';
}

const weak = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1'];

export function weakOf(protocols: readonly string[]): string[] {
  return [...new Set(protocols.map((name) => (name === 'TLSv1.0' ? 'TLSv1' : name)))]
    .filter((name) => weak.includes(name))
    .sort();
}

const harmless =
  /(?:^|\/)(?:mime\.types|fastcgi[\w.-]*|uwsgi_params|scgi_params|proxy_params|modules[\w.-]*\/.*|conf\.modules\.d\/.*|magic|mods-enabled\/\*\.load)$/;

/** Files that only hold modules, types and gateway parameters. */
export function isHarmless(path: string): boolean {
  return harmless.test(path);
}
