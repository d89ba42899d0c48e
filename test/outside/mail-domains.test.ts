import {generateKeyPairSync} from 'node:crypto';
import {join} from 'node:path';
import test from 'ava';
import {packageRoot} from '../../src/model/paths.ts';
import type {Finding} from '../../src/model/finding.ts';
import type {Fact} from '../../src/model/fact.ts';
import {readLines, Workshop} from '../scan/support.ts';
import {startDaemon, type Daemon} from '../support/daemon.ts';
import {freeAddress} from '../support/free-port.ts';

const shop = new Workshop();
const address = await freeAddress(17, 53);
const daemons: Daemon[] = [];

const keyText = (bits: number): string =>
  generateKeyPairSync('rsa', {modulusLength: bits}).publicKey.export({type: 'spki', format: 'der'}).toString('base64');
const txt = (name: string, text: string): string =>
  // A TXT record holds texts of at most 255 bytes each.
  `txt-record=${name},${(text.match(/.{1,200}/g) ?? []).map((part) => `"${part}"`).join(',')}`;

const includes = Array.from({length: 11}, (_, index) => `include:s${index}.example`).join(' ');
const records = [
  'mx-host=suido.example,mx2.suido.example,20',
  'mx-host=suido.example,mx1.suido.example,10',
  txt('suido.example', 'v=spf1 mx include:_spf.example -all'),
  txt('suido.example', 'site-verification=4711'),
  txt('_dmarc.suido.example', 'v=DMARC1; p=reject; sp=none; rua=mailto:dmarc@suido.example'),
  txt('s1._domainkey.suido.example', `v=DKIM1; k=rsa; p=${keyText(2048)}`),
  'cname=s2._domainkey.suido.example,s1._domainkey.suido.example',
  txt('old._domainkey.suido.example', 'v=DKIM1; p='),
  // MX 0 and the root: no mail is taken.
  'dns-rr=news.suido.example,15,000000',
  txt('news.suido.example', 'v=spf1 redirect=_spf.example'),
  // More than a datagram may hold.
  ...Array.from({length: 12}, (_, index) => txt('large.suido.example', `${index}`.padEnd(190, 'x'))),
  txt('large.suido.example', 'v=spf1 ~all'),
  txt('kaikei.example', `v=spf1 ${includes} ?all`),
  txt('s1._domainkey.kaikei.example', `p=${keyText(1024)}`),
];

/** A real dnsmasq that knows these names alone, and asks nobody. */
function startDns(): Promise<Daemon> {
  const options = ['port=53', `listen-address=${address}`, 'bind-interfaces', 'no-resolv', 'no-hosts', 'user=root'];
  return startDaemon({
    needs: {'/usr/sbin/dnsmasq': 'dnsmasq-base'},
    address,
    ports: [53],
    files: {'dnsmasq.conf': [...options, 'local=/example/', 'edns-packet-max=1232', ...records, ''].join('\n')},
    run: (folder) => [
      '/usr/sbin/dnsmasq',
      '-k',
      '--log-facility=-',
      '-C',
      join(folder, 'dnsmasq.conf'),
      '-x',
      join(folder, 'pid'),
    ],
  });
}

interface Outcome {
  readonly fact: Fact | undefined;
  readonly outcomes: (check: string) => Readonly<Record<string, string>>;
}

async function scan(resolver: string, run: string): Promise<Outcome> {
  shop.writeInventory({
    site: {
      name: 'Test',
      resolver,
      mailDomains: [
        {domain: 'suido.example', selectors: ['s1', 's2', 'old', 'none']},
        {domain: 'news.suido.example'},
        {domain: 'large.suido.example'},
        {domain: 'kaikei.example', selectors: 's1'},
      ],
    },
    assets: [{id: 'pc', kind: 'terminal', zone: 'office', address: '127.0.18.2', access: [{via: 'nmap', ports: '22'}]}],
  });
  const words = ['scan', shop.inventory, '--checks', join(packageRoot, 'checks'), '--out', run, '--quiet'];
  const ended = await shop.run(words);
  if (ended.code === 4 || ended.code === 2) throw new Error(ended.stderr);
  const facts = readLines(shop.path(run, 'facts.jsonl')) as {asset: string; facts: Record<string, Fact>}[];
  const findings = shop.findings(run).filter(({asset}: Finding) => asset === 'site');
  return {
    fact: facts.find(({asset}) => asset === 'site')?.facts['mailDomains'],
    outcomes: (check) =>
      Object.fromEntries(
        findings.filter((each) => each.check === check).map(({subject, outcome}) => [subject ?? '-', outcome.status]),
      ),
  };
}

let seen: Outcome;
test.before(async () => {
  daemons.push(await startDns());
  seen = await scan(address, 'run');
});
test.after.always(async () => {
  for (const daemon of daemons) await daemon.stop();
  shop.remove();
});

const rowsOf = (list: 'domains' | 'keys'): readonly Record<string, unknown>[] => {
  const {fact} = seen;
  if (fact?.state !== 'known' || !fact.complete) throw new Error(JSON.stringify(fact));
  return (fact.value as Record<string, Record<string, unknown>[]>)[list] ?? [];
};
const domain = (name: string): Record<string, unknown> | undefined =>
  rowsOf('domains').find((row) => row['domain'] === name);

test.serial('what a domain publishes is read, through other names and over TCP too', (t) => {
  t.like(domain('suido.example'), {
    mailServers: ['mx1.suido.example', 'mx2.suido.example'],
    spf: 'v=spf1 mx include:_spf.example -all',
    spfAll: '-all',
    spfLookups: 2,
    dmarcAction: 'reject',
    dmarcReports: true,
  });
  t.like(domain('large.suido.example'), {spfRecords: 1, spfAll: '~all', dmarcAt: 'suido.example', dmarcAction: 'none'});
  t.like(domain('news.suido.example'), {takesNoMail: true, mailServers: [], spfAll: null, spfRedirect: '_spf.example'});
  t.like(domain('kaikei.example'), {mailServers: [], spfLookups: 11, spfAll: '?all', dmarcRecords: 0, dmarcAt: null});
  t.deepEqual(
    rowsOf('keys').map(({selector, found, revoked, bits}) => [selector, found, revoked, bits]),
    [
      ['s1', true, false, 1024],
      ['none', false, false, null],
      ['old', true, true, null],
      ['s1', true, false, 2048],
      ['s2', true, false, 2048],
    ],
  );
});

test.serial('each domain is judged by itself', (t) => {
  const names = ['kaikei.example', 'large.suido.example', 'news.suido.example', 'suido.example'];
  const judged = (check: string): (string | undefined)[] => names.map((name) => seen.outcomes(check)[name]);
  t.deepEqual(judged('mail-domain-mx'), ['fail', 'fail', 'pass', 'pass']);
  t.deepEqual(judged('mail-domain-spf'), ['fail', 'pass', 'not-tested', 'pass']);
  t.deepEqual(judged('mail-domain-spf-lookups'), ['fail', 'pass', 'pass', 'pass']);
  t.deepEqual(judged('mail-domain-dmarc'), ['fail', 'fail', 'fail', 'pass']);
  t.deepEqual(judged('mail-domain-dmarc-reports'), [undefined, 'pass', 'pass', 'pass']);
});

test.serial('the plan tells each question, and the run is sound', async (t) => {
  const planned = await shop.run(['plan', shop.inventory, '--checks', join(packageRoot, 'checks'), '--lang', 'en']);
  for (const line of ['MX suido.example', 'TXT _dmarc.news.suido.example', 'TXT s1._domainkey.kaikei.example']) {
    t.true(planned.stdout.includes(`@ ${line}\n`), line);
  }
  t.true(planned.stdout.includes(`site  nmap ${address}`));
  const verified = await shop.run(['verify', 'run']);
  t.is(verified.code, 0, verified.stdout);
});

test.serial('where no DNS server answers nothing is known, and nothing passes', async (t) => {
  const silent = await scan('127.0.18.9', 'silent');
  t.like(silent.fact, {state: 'gap', reason: 'timeout'});
  for (const check of ['mail-domain-mx', 'mail-domain-spf', 'mail-domain-dmarc', 'mail-domain-dkim']) {
    t.deepEqual(silent.outcomes(check), {'-': 'not-tested'}, check);
  }
});
