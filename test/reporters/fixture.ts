import type {Facts} from '../../src/model/fact.ts';
import type {Asset} from '../../src/model/asset.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import {isWaived, type Finding} from '../../src/model/finding.ts';
import type {ClauseReport} from '../../src/model/guideline.ts';
import type {Overlay} from '../../src/model/overlay.ts';
import {ClauseTally} from '../../src/guideline/tally.ts';
import type {ReportInput, SubjectResults} from '../../src/reporters/index.ts';
import {checks, labels} from './fixture-checks.ts';
import {guideline} from './fixture-guideline.ts';
import {actionsOf, asset, cellsOf, countsOf, coverageOf, exchange, finding, sha256} from './fixture-run.ts';

const from = {transport: 'ssh', privilege: 'root', seq: [1], observedAt: '2026-11-20T16:02:01.480Z'} as const;

const assets: readonly Asset[] = [
  asset('pc-soumu-07', {
    kind: 'terminal',
    name: '総務課 業務端末7号',
    address: '192.0.2.107',
    platform: 'windows',
    manager: '総務課',
    users: ['総務課職員'],
    exposure: 'office',
    assetNo: 'B-0107',
  }),
  asset('rtx-01', {
    kind: 'network-device',
    name: '本庁舎ルータ',
    address: '192.0.2.254',
    platform: 'yamaha-rt',
    vendor: 'ヤマハ',
    model: 'RTX1210',
    exposure: 'internet',
    location: '本庁舎2階 通信室',
    manager: '総務課',
  }),
  asset('scada-01', {
    kind: 'control-pc',
    name: '監視制御端末1号',
    zone: 'control',
    address: '198.51.100.11',
    platform: 'windows',
    system: 'monitoring-control',
    exposure: 'isolated',
    manager: '浄水課',
    users: ['監視当直'],
    data: {confidentiality: 2, integrity: 3, availability: 3},
    consent: {status: 'declined', by: '保守会社', until: '2027-03-31', document: '回答書12号'},
  }),
  asset('srv-ledger-01', {
    name: '給水台帳サーバ',
    address: '192.0.2.20',
    system: 'service-ledger',
    exposure: 'office',
    location: '本庁舎3階 サーバ室',
    manager: '給水課',
    data: {confidentiality: 3, integrity: 2, availability: 2},
  }),
  asset('srv-web-01', {
    name: '公開Webサーバ',
    address: '203.0.113.10',
    exposure: 'internet',
    location: '本庁舎3階 サーバ室',
    manager: '総務課',
    assetNo: 'A-0012',
  }),
  asset('sw-02', {
    kind: 'network-device',
    name: '配水場スイッチ',
    address: '192.0.2.253',
    platform: 'cisco-ios',
    exposure: 'office',
    location: '東配水場',
    manager: '配水課',
  }),
];

const unreachable = (fact: string) => ({
  gap: {fact, reason: 'unreachable', detail: 'connect ECONNREFUSED 192.0.2.253:22'} as const,
});
const declined = (fact: string) => ({
  gap: {fact, reason: 'vendor-declined', detail: '回答書12号（2027-03-31まで）'} as const,
});

const findings: readonly Finding[] = [
  finding('pc-soumu-07', 'os-support', 'pass', {values: ['Windows 11 Pro 24H2', '2026-10-13'], seqs: [1]}),
  finding('pc-soumu-07', 'security-updates', 'not-tested', {
    gap: {fact: 'updates', reason: 'permission-denied', detail: 'Get-HotFix: Access is denied.'},
    values: [null, null],
    seqs: [2],
  }),
  finding('pc-soumu-07', 'malware-definitions', 'fail', {values: ['2026-11-03T00:12:00Z', 'P18D'], seqs: [3]}),
  finding('pc-soumu-07', 'screen-lock', 'fail', {
    values: [3600],
    seqs: [4],
    parameters: {maxMinutes: {value: '10m', from: 'profile'}},
  }),
  finding('pc-soumu-07', 'time-sync', 'pass', {values: [true, 0.4], seqs: [5]}),
  finding('pc-soumu-07', 'ssh-root-login', 'not-applicable'),
  finding('rtx-01', 'default-community', 'fail', {
    values: [['<secret kind=community len=6 class=default same=ab12>']],
    seqs: [1],
  }),
  finding('rtx-01', 'log-forwarding', 'fail', {values: [[]], seqs: [2]}),
  finding('rtx-01', 'os-support', 'error', {
    message: 'no such overload: versionCompare(string, int)',
    values: ['RTX1210 Rev.14.01.38', null],
  }),
  finding('rtx-01', 'ssh-root-login', 'not-applicable'),
  finding('rtx-01', 'telnet', 'fail', {values: [true], seqs: [2]}),
  finding('rtx-01', 'time-sync', 'pass', {values: [true, 0.1], seqs: [2]}),
  finding('scada-01', 'malware-definitions', 'fail', {
    values: ['2026-06-10T02:00:00Z', 'P163D'],
    seqs: [1],
    compensated: true,
  }),
  finding('scada-01', 'os-support', 'fail', {values: ['Windows 10 Enterprise LTSB 2016', '2026-10-13'], seqs: [2]}),
  finding('scada-01', 'screen-lock', 'not-applicable'),
  finding('scada-01', 'security-updates', 'not-tested', declined('updates')),
  finding('scada-01', 'shared-accounts', 'manual', {
    values: [
      [
        {name: 'operator', uid: 1001},
        {name: 'maint', uid: 1002},
      ],
    ],
    seqs: [1],
  }),
  finding('scada-01', 'time-sync', 'not-tested', declined('clock')),
  finding('site', 'clock-agreement', 'pass', {values: [2]}),
  finding('srv-ledger-01', 'listening-services', 'fail', {
    subject: 'tcp/3306',
    values: ['mariadbd', '0.0.0.0:3306'],
    seqs: [6],
  }),
  finding('srv-ledger-01', 'listening-services', 'pass', {
    subject: 'tcp/22',
    values: ['sshd', '0.0.0.0:22'],
    seqs: [6],
  }),
  finding('srv-ledger-01', 'log-forwarding', 'pass', {values: [['192.0.2.30']], seqs: [3]}),
  finding('srv-ledger-01', 'os-support', 'fail', {values: ['Ubuntu 18.04.6 LTS', '2023-05-31'], seqs: [1]}),
  finding('srv-ledger-01', 'security-updates', 'fail', {
    values: [
      [
        {name: 'openssl', fixed: '1.1.1-1ubuntu2.1~18.04.23'},
        {name: 'sudo', fixed: '1.8.21p2-3ubuntu1.6'},
      ],
      'P412D',
    ],
    seqs: [4],
  }),
  finding('srv-ledger-01', 'shared-accounts', 'manual', {
    values: [
      [
        {name: 'root', uid: 0},
        {name: 'ledger', uid: 1000},
      ],
    ],
    seqs: [5],
  }),
  finding('srv-ledger-01', 'ssh-password-login', 'fail', {values: [true], seqs: [2]}),
  finding('srv-ledger-01', 'ssh-root-login', 'fail', {values: ['yes'], seqs: [2]}),
  finding('srv-ledger-01', 'telnet', 'pass', {values: [false], seqs: [6]}),
  finding('srv-ledger-01', 'time-sync', 'fail', {values: [false, 74], seqs: [7]}),
  finding('srv-web-01', 'listening-services', 'pass', {subject: 'tcp/22', values: ['sshd', '0.0.0.0:22'], seqs: [6]}),
  finding('srv-web-01', 'listening-services', 'pass', {
    subject: 'tcp/443',
    values: ['nginx', '0.0.0.0:443'],
    seqs: [6],
  }),
  finding('srv-web-01', 'log-forwarding', 'pass', {values: [['192.0.2.30']], seqs: [3]}),
  finding('srv-web-01', 'malware-definitions', 'not-applicable'),
  finding('srv-web-01', 'os-support', 'pass', {values: ['Debian GNU/Linux 12 (bookworm)', '2028-06-30'], seqs: [1]}),
  finding('srv-web-01', 'security-updates', 'pass', {values: [[], null], seqs: [4]}),
  finding('srv-web-01', 'ssh-password-login', 'pass', {values: [false], seqs: [2]}),
  finding('srv-web-01', 'ssh-root-login', 'fail', {values: ['yes'], seqs: [2]}),
  finding('srv-web-01', 'time-sync', 'pass', {values: [true, 0], seqs: [7]}),
  finding('sw-02', 'default-community', 'not-tested', unreachable('snmp')),
  finding('sw-02', 'log-forwarding', 'not-tested', unreachable('logging')),
  finding('sw-02', 'os-support', 'not-tested', unreachable('os')),
  finding('sw-02', 'telnet', 'not-tested', unreachable('telnet')),
  finding('sw-02', 'time-sync', 'not-tested', unreachable('clock')),
];

const sshd = (root: string, password: string): string =>
  `port 22\naddressfamily any\nlistenaddress 0.0.0.0:22\nusepam yes\npermitrootlogin ${root}\npasswordauthentication ${password}\nmaxauthtries 6\nx11forwarding no\n`;
const linux = (id: string, root: string, password: string): Exchange[] => [
  exchange(1, 'os-release', 'cat /etc/os-release', id, {privilege: 'user'}),
  exchange(2, 'sshd-config-effective', 'sshd -T', sshd(root, password)),
  exchange(3, 'rsyslog', 'cat /etc/rsyslog.conf /etc/rsyslog.d/*.conf', '*.* @@192.0.2.30:514'),
  exchange(
    4,
    'updates',
    'apt-get -s -o Debug::NoLocking=true upgrade',
    'Inst openssl [1.1.1-1ubuntu2.1~18.04.20] (1.1.1-1ubuntu2.1~18.04.23 Ubuntu:18.04/bionic-security)\n'.repeat(60),
  ),
  exchange(5, 'shadow', "awk -F: '{print $1, substr($2,1,3)}' /etc/shadow", 'root $6$\nledger $y$\nbackup *', {
    answer: successAnswer('root $6$\nledger $y$\nbackup *', {exitCode: 0, redactions: 3}),
  }),
  exchange(
    6,
    'listeners',
    'ss -H -tulpn',
    'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=711,fd=3))\ntcp LISTEN 0 80 0.0.0.0:3306 0.0.0.0:* users:(("mariadbd",pid=902,fd=21))',
  ),
  exchange(7, 'timedatectl', 'timedatectl show', 'Timezone=Asia/Tokyo\nNTP=no\nNTPSynchronized=no'),
];

const evidence: Readonly<Record<string, readonly Exchange[]>> = {
  'pc-soumu-07': [
    exchange(1, 'os', 'Get-ComputerInfo', 'OsName : Microsoft Windows 11 Pro'),
    exchange(2, 'hotfix', 'Get-HotFix', '', {
      privilege: 'user',
      answer: {ok: false, reason: 'permission-denied', detail: 'Get-HotFix: Access is denied.'},
    }),
    exchange(3, 'defender', 'Get-MpComputerStatus', 'AntivirusSignatureLastUpdated : 2026/11/03 9:12:00'),
    exchange(
      4,
      'inactivity',
      'reg query HKLM\\…\\System /v InactivityTimeoutSecs',
      'InactivityTimeoutSecs    REG_DWORD    0xe10',
    ),
    exchange(5, 'w32tm', 'w32tm /query /status', 'ソース: ntp.example.jp\n位相オフセット: 0.4123s'),
  ],
  'rtx-01': [
    exchange(
      1,
      'snmp',
      'show config | grep snmp',
      'snmp community read-only <secret kind=community len=6 class=default same=ab12>',
      {privilege: 'root'},
    ),
    exchange(
      2,
      'config',
      'show config',
      '# RTX1210 Rev.14.01.38\ntelnetd service on\nsyslog host \nntpdate ntp.example.jp',
    ),
  ],
  'scada-01': [
    exchange(1, 'kit-accounts', 'Get-LocalUser', 'operator Enabled\nmaint Enabled', {via: 'kit'}),
    exchange(2, 'kit-os', 'ver', 'Microsoft Windows [Version 10.0.14393]', {via: 'kit'}),
  ],
  'srv-ledger-01': linux('PRETTY_NAME="Ubuntu 18.04.6 LTS"\nID=ubuntu\nVERSION_ID="18.04"', 'yes', 'yes'),
  'srv-web-01': linux('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"', 'yes', 'no'),
};

const facts: Readonly<Record<string, Facts>> = {
  'srv-ledger-01': {
    os: {state: 'known', complete: true, value: {prettyName: 'Ubuntu 18.04.6 LTS', versionId: '18.04'}, from},
  },
  'srv-web-01': {
    os: {state: 'known', complete: true, value: {prettyName: 'Debian GNU/Linux 12 (bookworm)', versionId: '12'}, from},
    antivirus: {state: 'fault', message: 'unexpected line 3', from},
  },
  'pc-soumu-07': {updates: {state: 'gap', reason: 'permission-denied', detail: 'Get-HotFix: Access is denied.', from}},
  'sw-02': {os: {state: 'gap', reason: 'unreachable', detail: 'connect ECONNREFUSED 192.0.2.253:22', from}},
};

const troubles: Readonly<Record<string, 'unreachable' | 'vendor-declined'>> = {
  'sw-02': 'unreachable',
  'scada-01': 'vendor-declined',
};

export interface FixtureParts {
  readonly assets: readonly Asset[];
  readonly findings: readonly Finding[];
  readonly evidence: Readonly<Record<string, readonly Exchange[]>>;
  readonly facts: Readonly<Record<string, Facts>>;
  readonly site: string;
  readonly floor: number;
  readonly overlay: Overlay;
}

const overlay: Overlay = {waivers: [], attestations: []};

export const parts: FixtureParts = {assets, findings, evidence, facts, site: '見本市水道局', floor: 80, overlay};

function reportOf(subjects: readonly SubjectResults[], all: readonly Asset[]): ClauseReport {
  const tally = new ClauseTally(guideline);
  for (const {id, cells} of subjects) tally.add(cells, all.find((one) => one.id === id) ?? null);
  return tally.report();
}

function summaryOf(id: string, {findings: all, evidence: exchanges}: FixtureParts) {
  const counts = countsOf(all.filter((one) => one.asset === id));
  const reason = troubles[id];
  const records = exchanges[id]?.length ?? 0;
  return {
    id,
    records,
    lastHash: records === 0 ? null : sha256(`last ${id}`),
    trouble:
      reason === undefined
        ? null
        : {reason, detail: reason === 'unreachable' ? 'connect ECONNREFUSED 192.0.2.253:22' : '回答書12号'},
    counts,
    coverage: coverageOf(counts),
  };
}

/** A judged run of a small utility: 6 assets, one of them unreachable; `change` replaces parts of it. */
export function fixture(change: Partial<FixtureParts> = {}): ReportInput {
  const own = {...parts, ...change};
  const counts = countsOf(own.findings);
  const ids = [...new Set([...own.assets.map(({id}) => id), ...own.findings.map((one) => one.asset)])].sort();
  const subjects: readonly SubjectResults[] = ids.map((id) => {
    const asks = new Map((own.evidence[id] ?? []).map(({seq, ask}) => [seq, ask]));
    const mine = own.findings
      .filter((one) => one.asset === id)
      .map((one) => ({...one, citations: one.citations.map(({seq, ask}) => ({seq, ask: asks.get(seq) ?? ask}))}));
    return {
      id,
      facts: own.facts[id] ?? {},
      findings: mine,
      cells: cellsOf(mine, guideline, id),
      evidence: own.evidence[id] ?? [],
    };
  });
  return {
    run: {
      schema: 1,
      id: '20261121-010155',
      tool: 'mizumori 0.1.0',
      site: own.site,
      profile: 'scheduled',
      startedAt: '2026-11-20T16:01:55.000Z',
      finishedAt: '2026-11-20T16:03:41.000Z',
      asOf: '2026-11-20T16:01:55.000Z',
      digests: {
        inventory: sha256('i'),
        plan: sha256('p'),
        guideline: sha256('g'),
        profile: sha256('f'),
        checks: sha256('c'),
        data: sha256('d'),
      },
      assets: own.assets.map(({id}) => summaryOf(id, own)),
      counts,
      coverage: coverageOf(counts),
      waived: own.findings.filter(isWaived).length,
      floor: own.floor,
      rootHash: sha256('root'),
    },
    site: {name: own.site, timezone: 'Asia/Tokyo'},
    profile: {
      id: 'scheduled',
      title: {ja: '定期点検', en: 'Scheduled scan'},
      include: [],
      exclude: [],
      parameters: {},
      floor: own.floor,
      formats: [],
      required: [],
      digest: sha256('f'),
    },
    guideline,
    checks,
    actions: actionsOf(own.findings, own.assets),
    clauseReport: reportOf(subjects, own.assets),
    overlay: own.overlay,
    assets: own.assets,
    async *subjects() {
      for (const subject of subjects) yield await Promise.resolve(subject);
    },
    labelOf: (path) => (Object.hasOwn(labels, path) ? (labels[path] ?? null) : null),
  };
}
