export interface WebSettings {
  readonly usesTls: boolean;
  /** Protocols older than TLS 1.2 that the configuration turns on; null when it does not speak of protocols. */
  readonly weakProtocols: readonly string[] | null;
  readonly versionShown: boolean;
  /** Where the contents of folders are listed, as written. */
  readonly listings: readonly string[];
  readonly trace: boolean;
  readonly hsts: boolean;
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
