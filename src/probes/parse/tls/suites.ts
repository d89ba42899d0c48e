/** Key exchanges of the suites that older blocks of the registry go through one after the other. */
const classic = ['RSA', 'DH_DSS', 'DH_RSA', 'DHE_DSS', 'DHE_RSA', 'DH_anon'] as const;
const elliptic = ['ECDH_ECDSA', 'ECDHE_ECDSA', 'ECDH_RSA', 'ECDHE_RSA', 'ECDH_anon'] as const;

const each = (exchanges: readonly string[], ...ciphers: readonly string[]): string[] =>
  exchanges.flatMap((exchange) => ciphers.map((cipher) => `${exchange}_WITH_${cipher}`));

/** A cipher with both lengths of key, each with the hash that goes with it. */
const both = (exchanges: readonly string[], cipher: string): string[] =>
  each(exchanges, `${cipher.replace('#', '128')}256`, `${cipher.replace('#', '256')}384`);

/** The orders of later blocks. */
const newerCurves = ['ECDHE_ECDSA', 'ECDH_ECDSA', 'ECDHE_RSA', 'ECDH_RSA'] as const;
const gcmOrder = ['RSA', 'DHE_RSA', 'DH_RSA', 'DHE_DSS', 'DH_DSS', 'DH_anon'] as const;

/** Suites that follow one another in the registry, by the code of the first. */
const blocks: readonly (readonly [number, readonly string[]])[] = [
  [0x0001, each(['RSA'], 'NULL_MD5', 'NULL_SHA')],
  [
    0x0003,
    ['RSA_EXPORT_WITH_RC4_40_MD5', ...each(['RSA'], 'RC4_128_MD5', 'RC4_128_SHA'), 'RSA_EXPORT_WITH_RC2_CBC_40_MD5'],
  ],
  [0x0007, ['RSA_WITH_IDEA_CBC_SHA']],
  [
    0x0008,
    ['RSA', 'DH_DSS', 'DH_RSA', 'DHE_DSS', 'DHE_RSA'].flatMap((exchange) => [
      `${exchange}_EXPORT_WITH_DES40_CBC_SHA`,
      ...each([exchange], 'DES_CBC_SHA', '3DES_EDE_CBC_SHA'),
    ]),
  ],
  [0x0017, ['DH_anon_EXPORT_WITH_RC4_40_MD5', 'DH_anon_WITH_RC4_128_MD5', 'DH_anon_EXPORT_WITH_DES40_CBC_SHA']],
  [0x001a, each(['DH_anon'], 'DES_CBC_SHA', '3DES_EDE_CBC_SHA')],
  [0x002f, each(classic, 'AES_128_CBC_SHA')],
  [0x0035, each(classic, 'AES_256_CBC_SHA')],
  [0x003b, each(['RSA'], 'NULL_SHA256', 'AES_128_CBC_SHA256', 'AES_256_CBC_SHA256')],
  [0x003e, each(['DH_DSS', 'DH_RSA', 'DHE_DSS'], 'AES_128_CBC_SHA256')],
  [0x0041, each(classic, 'CAMELLIA_128_CBC_SHA')],
  // Never registered, but in use for years: draft-ietf-tls-56-bit-ciphersuites.
  [
    0x0060,
    [
      ...['RC4_56_MD5', 'RC2_CBC_56_MD5', 'DES_CBC_SHA'].map((cipher) => `RSA_EXPORT1024_WITH_${cipher}`),
      'DHE_DSS_EXPORT1024_WITH_DES_CBC_SHA',
      'RSA_EXPORT1024_WITH_RC4_56_SHA',
      'DHE_DSS_EXPORT1024_WITH_RC4_56_SHA',
      'DHE_DSS_WITH_RC4_128_SHA',
    ],
  ],
  [
    0x0067,
    ['DHE_RSA_WITH_AES_128_CBC_SHA256', ...each(['DH_DSS', 'DH_RSA', 'DHE_DSS', 'DHE_RSA'], 'AES_256_CBC_SHA256')],
  ],
  [0x006c, each(['DH_anon'], 'AES_128_CBC_SHA256', 'AES_256_CBC_SHA256')],
  [0x0084, each(classic, 'CAMELLIA_256_CBC_SHA')],
  [0x0096, each(classic, 'SEED_CBC_SHA')],
  [0x009c, both(gcmOrder, 'AES_#_GCM_SHA')],
  [0x00ba, each(classic, 'CAMELLIA_128_CBC_SHA256')],
  [0x00c0, each(classic, 'CAMELLIA_256_CBC_SHA256')],
  [
    0x1301,
    [
      'AES_128_GCM_SHA256',
      'AES_256_GCM_SHA384',
      'CHACHA20_POLY1305_SHA256',
      'AES_128_CCM_SHA256',
      'AES_128_CCM_8_SHA256',
    ],
  ],
  [0xc001, each(elliptic, 'NULL_SHA', 'RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA')],
  [0xc023, both(newerCurves, 'AES_#_CBC_SHA')],
  [0xc02b, both(newerCurves, 'AES_#_GCM_SHA')],
  [0xc03c, both(classic, 'ARIA_#_CBC_SHA')],
  [0xc048, both(newerCurves, 'ARIA_#_CBC_SHA')],
  [0xc050, both(gcmOrder, 'ARIA_#_GCM_SHA')],
  [0xc05c, both(newerCurves, 'ARIA_#_GCM_SHA')],
  [0xc072, both(newerCurves, 'CAMELLIA_#_CBC_SHA')],
  [0xc07a, both(gcmOrder, 'CAMELLIA_#_GCM_SHA')],
  [0xc086, both(newerCurves, 'CAMELLIA_#_GCM_SHA')],
  [0xc09c, each(['RSA', 'DHE_RSA'], 'AES_128_CCM', 'AES_256_CCM')],
  [0xc0a0, each(['RSA', 'DHE_RSA'], 'AES_128_CCM_8', 'AES_256_CCM_8')],
  [0xc0ac, each(['ECDHE_ECDSA'], 'AES_128_CCM', 'AES_256_CCM', 'AES_128_CCM_8', 'AES_256_CCM_8')],
  [0xcca8, each(['ECDHE_RSA', 'ECDHE_ECDSA', 'DHE_RSA'], 'CHACHA20_POLY1305_SHA256')],
];

/** Cipher suites that need no secret agreed on before, by code: IANA names. */
export const suites: ReadonlyMap<number, string> = new Map(
  blocks.flatMap(([first, names]) => names.map((name, index) => [first + index, `TLS_${name}`] as const)),
);

/** IANA name of a suite, or its code as `0x1a2b`. */
export const suiteName = (code: number): string => suites.get(code) ?? `0x${code.toString(16).padStart(4, '0')}`;

/** Kinds of cipher of SSL 2.0, by code. */
export const oldSuites: ReadonlyMap<number, string> = new Map([
  [0x010080, 'SSL2_RC4_128_WITH_MD5'],
  [0x020080, 'SSL2_RC4_128_EXPORT40_WITH_MD5'],
  [0x030080, 'SSL2_RC2_128_CBC_WITH_MD5'],
  [0x040080, 'SSL2_RC2_128_CBC_EXPORT40_WITH_MD5'],
  [0x050080, 'SSL2_IDEA_128_CBC_WITH_MD5'],
  [0x060040, 'SSL2_DES_64_CBC_WITH_MD5'],
  [0x0700c0, 'SSL2_DES_192_EDE3_CBC_WITH_MD5'],
]);
