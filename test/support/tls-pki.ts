import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** A certificate with its key, as PEM files. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

export interface Wanted {
  readonly name: string;
  /** `rsa:2048`, `ec:prime256v1`. */
  readonly key: string;
  /** Days from now, below zero before it. */
  readonly from: number;
  readonly until: number;
  readonly digest?: string;
  /** `DNS:www.example,IP:127.0.0.1`; null: none. */
  readonly altNames?: string | null;
  readonly isCa?: boolean;
  /** Named as a CA that browsers know would: domain validated, by the CA/Browser Forum. */
  readonly publicPolicy?: boolean;
  /** null: it signs itself. */
  readonly issuer: Issued | null;
}

const openssl = (folder: string, ...args: readonly string[]): string =>
  execFileSync('/usr/bin/openssl', args, {cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});

function makeKey(folder: string, file: string, kind: string): void {
  const [algorithm = '', size = ''] = kind.split(':');
  const option = algorithm === 'rsa' ? `rsa_keygen_bits:${size}` : `ec_paramgen_curve:${size}`;
  openssl(folder, 'genpkey', '-algorithm', algorithm.toUpperCase(), '-pkeyopt', option, '-out', file);
}

function dateText(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000).toISOString();
  return `${date.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}

/** Issues a certificate by `openssl ca`, the one way to dates in the past. */
export function issue(folder: string, wanted: Wanted): Issued {
  const file = (ending: string): string => join(folder, `${wanted.name}.${ending}`);
  const [certificate, key] = [file('pem'), file('key')];
  makeKey(folder, key, wanted.key);
  openssl(folder, 'req', '-new', '-key', key, '-subj', `/O=Mizumori test/CN=${wanted.name}`, '-out', file('csr'));
  const extensions = [
    `basicConstraints=CA:${wanted.isCa === true ? 'TRUE' : 'FALSE'}`,
    ...(wanted.altNames ? [`subjectAltName=${wanted.altNames}`] : []),
    ...(wanted.publicPolicy === true ? ['certificatePolicies=2.23.140.1.2.1'] : []),
  ];
  const policy = '[p]\norganizationName=optional\ncommonName=supplied\n';
  const settings = [
    '[ca]\ndefault_ca=d\n[d]',
    `database=${file('index')}`,
    `new_certs_dir=${folder}`,
    `default_md=${wanted.digest ?? 'sha256'}`,
    'rand_serial=yes\nunique_subject=no\npolicy=p\nx509_extensions=x',
    `${policy}[x]`,
    ...extensions,
  ];
  writeFileSync(file('cnf'), `${settings.join('\n')}\n`);
  writeFileSync(file('index'), '');
  const by =
    wanted.issuer === null
      ? ['-selfsign', '-keyfile', key]
      : ['-cert', wanted.issuer.certificate, '-keyfile', wanted.issuer.key];
  const dates = ['-startdate', dateText(wanted.from), '-enddate', dateText(wanted.until)];
  const common = ['-batch', '-notext', '-config', file('cnf'), '-in', file('csr'), '-out', certificate];
  openssl(folder, 'ca', ...common, ...by, ...dates);
  return {certificate, key};
}
