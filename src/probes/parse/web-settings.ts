export interface WebSettings {
  readonly usesTls: boolean;
  /** Protocols older than TLS 1.2 that the configuration turns on; null when it leaves the choice to the library. */
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

/** Names that files are included by, less those that only hold modules, types and gateway parameters. */
export function unreadIncludes(names: readonly string[], read: readonly RegExp[]): string[] {
  const harmless =
    /(?:^|\/)(?:mime\.types|fastcgi[\w.-]*|uwsgi_params|scgi_params|proxy_params|modules[\w.-]*\/.*|conf\.modules\.d\/.*|magic)$/;
  return names.filter((name) => !harmless.test(name) && !read.some((pattern) => pattern.test(name)));
}
