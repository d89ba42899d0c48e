import type {Check, Effort, Remediation, Severity} from '../../src/model/check.ts';
import type {FieldLabel} from '../../src/model/probe.ts';
import type {Bilingual} from '../../src/model/text.ts';

const both = (ja: string, en: string): Bilingual => ({ja, en});

interface Brief {
  readonly title: Bilingual;
  readonly why: Bilingual;
  readonly expect: Bilingual;
  readonly severity: Severity;
  readonly mend: Bilingual;
  readonly effort?: Effort;
  readonly when?: Remediation['when'];
  readonly restarts?: Remediation['restarts'];
  readonly commands?: Readonly<Record<string, string>>;
  readonly parameters?: Check['parameters'];
  readonly question?: Bilingual;
  readonly show: readonly string[];
  readonly references?: readonly string[];
}

function check(id: string, brief: Brief): Check {
  return {
    id,
    group: 'host',
    title: brief.title,
    why: brief.why,
    expect: brief.expect,
    severity: brief.severity,
    scope: 'asset',
    kinds: [],
    platforms: [],
    parameters: brief.parameters ?? {},
    appliesTo: null,
    judge:
      brief.question === undefined ? {kind: 'pass', expression: 'true'} : {kind: 'review', question: brief.question},
    forEach: null,
    subject: null,
    compensatedBy: null,
    show: brief.show,
    remediation: {
      effort: brief.effort ?? 'low',
      when: brief.when ?? 'now',
      restarts: brief.restarts ?? 'none',
      act: id,
      text: brief.mend,
      commands: brief.commands ?? {},
    },
    references: brief.references ?? [],
    examples: [],
    file: `host/${id}.yaml`,
    digest: 'c'.repeat(64),
  };
}

export const checks: readonly Check[] = [
  check('ssh-root-login', {
    title: both('rootのSSH直接ログインを禁止している', 'Root cannot log in over SSH'),
    why: both(
      '共用の管理者でログインすると、誰が操作したかを記録から追えない。',
      'A shared root login leaves no trace of who acted.',
    ),
    expect: both('PermitRootLogin が no または prohibit-password', 'PermitRootLogin is no or prohibit-password'),
    severity: 3,
    mend: both('PermitRootLogin を no にして sshd を再読み込みする。', 'Set PermitRootLogin to no and reload sshd.'),
    restarts: 'service',
    commands: {linux: "sed -i 's/^#*PermitRootLogin.*/PermitRootLogin no/' /etc/ssh/sshd_config\nsystemctl reload ssh"},
    show: ['sshd.effective.permitRootLogin'],
    references: ['CIS Debian 12 5.1.20', 'NIST SP 800-53 IA-2'],
  }),
  check('ssh-password-login', {
    title: both('SSHのパスワード認証を使っていない', 'SSH does not accept passwords'),
    why: both('パスワード認証は総当たり攻撃の対象になる。', 'Password logins can be guessed by brute force.'),
    expect: both('パスワード認証が無効', 'Password authentication is disabled'),
    severity: 2,
    mend: both(
      '鍵認証を配布した後、PasswordAuthentication を no にする。',
      'Hand out keys, then set PasswordAuthentication to no.',
    ),
    effort: 'medium',
    restarts: 'service',
    commands: {linux: 'PasswordAuthentication no   # /etc/ssh/sshd_config'},
    show: ['sshd.effective.passwordAuthentication'],
  }),
  check('os-support', {
    title: both('OSがサポート期間内である', 'The operating system is still supported'),
    why: both(
      'サポートが終わったOSには脆弱性の修正が提供されない。',
      'No vulnerability is mended after the end of support.',
    ),
    expect: both('判定基準時にサポートが続いている', 'Supported at the time of judgement'),
    severity: 4,
    mend: both(
      'サポート中の版へ更新する。更新まではネットワーク分離などの代替策をとる。',
      'Upgrade to a supported release; isolate the asset until then.',
    ),
    effort: 'high',
    when: 'renewal',
    restarts: 'host',
    show: ['os.prettyName', 'lifecycle.supportEnds'],
  }),
  check('security-updates', {
    title: both('公開済みの修正プログラムを適用している', 'Published security updates are installed'),
    why: both(
      '修正済みの脆弱性を突く攻撃は、公開直後から始まる。',
      'Attacks on mended vulnerabilities begin as soon as they are published.',
    ),
    expect: both('公開から {maxAge} を過ぎた未適用の修正がない', 'No update older than {maxAge} is pending'),
    severity: 3,
    mend: both(
      '次の計画停止時に更新を適用し、再起動する。',
      'Install the updates at the next planned stop and restart.',
    ),
    effort: 'medium',
    when: 'next-stop',
    restarts: 'host',
    commands: {debian: 'apt-get update && apt-get upgrade', rhel: 'dnf upgrade --security'},
    parameters: {
      maxAge: {
        type: 'duration',
        default: '30d',
        label: both('適用期限', 'Deadline'),
        unit: null,
        min: null,
        max: null,
        stricter: 'lower',
      },
    },
    show: ['updates.pending', 'updates.oldestAge'],
  }),
  check('default-community', {
    title: both('SNMPのコミュニティ名が初期値でない', 'No SNMP community has its default name'),
    why: both('初期値の public / private は誰でも知っている。', 'Everyone knows the defaults public and private.'),
    expect: both('初期値のコミュニティ名がない', 'No default community name'),
    severity: 3,
    mend: both(
      '推測されにくい名前に変え、可能ならSNMPv3に切り替える。',
      'Choose a name that cannot be guessed, or better, move to SNMPv3.',
    ),
    commands: {'yamaha-rt': 'no snmp community read-only public'},
    show: ['snmp.communities'],
  }),
  check('telnet', {
    title: both('Telnetが無効である', 'Telnet is disabled'),
    why: both(
      '通信が暗号化されず、パスワードが盗み見られる。',
      'Nothing is encrypted; passwords can be read on the way.',
    ),
    expect: both('Telnetサービスが停止している', 'The Telnet service is off'),
    severity: 3,
    mend: both(
      'SSHで管理できることを確かめてから、Telnetを止める。',
      'Make sure that SSH works, then switch Telnet off.',
    ),
    commands: {'yamaha-rt': 'telnetd service off', 'cisco-ios': 'line vty 0 15\n transport input ssh'},
    show: ['telnet.enabled'],
  }),
  check('log-forwarding', {
    title: both('ログを別のサーバに転送している', 'Logs are forwarded to another server'),
    why: both(
      '侵入者は痕跡を消す。機器の外に残ったログだけが頼りになる。',
      'Intruders wipe their traces; only logs kept elsewhere remain.',
    ),
    expect: both('転送先が 1 つ以上ある', 'At least one destination'),
    severity: 2,
    mend: both('ログサーバへの転送を設定する。', 'Configure forwarding to the log server.'),
    show: ['logging.destinations'],
  }),
  check('time-sync', {
    title: both('時刻を同期している', 'The clock is synchronised'),
    why: both('時刻がずれると、ログの突き合わせができない。', 'Logs cannot be matched when clocks differ.'),
    expect: both('同期先があり、ずれが {maxOffset} 以内', 'A source is set and the offset is within {maxOffset}'),
    severity: 2,
    mend: both('NTPサーバを設定する。', 'Configure an NTP server.'),
    parameters: {
      maxOffset: {
        type: 'duration',
        default: '10s',
        label: both('許容するずれ', 'Tolerated offset'),
        unit: null,
        min: null,
        max: null,
        stricter: 'lower',
      },
    },
    show: ['clock.synchronized', 'clock.offsetSeconds'],
  }),
  check('malware-definitions', {
    title: both('マルウェア対策ソフトの定義が新しい', 'Malware definitions are recent'),
    why: both('古い定義では新しいマルウェアを見つけられない。', 'Old definitions miss new malware.'),
    expect: both('定義の更新から {maxAge} 以内', 'Updated within {maxAge}'),
    severity: 3,
    mend: both(
      '自動更新を有効にする。閉域では媒体による更新手順を定める。',
      'Enable automatic updates; in isolated networks, update by media.',
    ),
    parameters: {
      maxAge: {
        type: 'duration',
        default: '7d',
        label: both('更新の期限', 'Greatest age'),
        unit: null,
        min: null,
        max: null,
        stricter: 'lower',
      },
    },
    show: ['antivirus.updatedAt', 'antivirus.age'],
  }),
  check('screen-lock', {
    title: both('離席時に画面が自動でロックされる', 'The screen locks by itself'),
    why: both('離席中に他人が操作できる。', 'Others can act while the user is away.'),
    expect: both('{maxMinutes} 以内に自動でロックされる', 'Locks within {maxMinutes}'),
    severity: 1,
    mend: both('グループポリシーで自動ロックを設定する。', 'Set the lock by group policy.'),
    commands: {windows: 'secpol.msc → InactivityTimeoutSecs = 900'},
    parameters: {
      maxMinutes: {
        type: 'duration',
        default: '15m',
        label: both('ロックまでの時間', 'Time to lock'),
        unit: null,
        min: null,
        max: null,
        stricter: 'lower',
      },
    },
    show: ['screen.lockAfterSeconds'],
  }),
  check('listening-services', {
    title: both('台帳にないサービスが待ち受けていない', 'Only services in the inventory listen'),
    why: both('不要なサービスは侵入口になる。', 'A service nobody needs is a way in.'),
    expect: both('待ち受けがすべて台帳の services にある', 'Every listener is in the services of the inventory'),
    severity: 2,
    mend: both('不要なら停止し、必要なら台帳に追加する。', 'Stop it, or add it to the inventory.'),
    effort: 'medium',
    show: ['item.process', 'item.address'],
  }),
  check('shared-accounts', {
    title: both('共用アカウントの利用者を特定できる', 'Users of shared accounts can be told apart'),
    why: both('共用アカウントでは操作者を特定できない。', 'A shared account does not tell who acted.'),
    expect: both('利用者を特定する手順がある', 'There is a procedure'),
    severity: 2,
    mend: both('個人ごとのアカウントに分ける。', 'Give everyone an account.'),
    question: both(
      '次のアカウントのうち、複数人で使うものはあるか。ある場合、利用記録はあるか。',
      'Which of these accounts are shared, and is their use recorded?',
    ),
    show: ['accounts.users'],
  }),
  check('clock-agreement', {
    title: both('機器どうしの時刻がそろっている', 'The clocks of all assets agree'),
    why: both('機器をまたぐ調査には、そろった時刻が要る。', 'Investigations across assets need clocks that agree.'),
    expect: both('ずれの最大が 5 秒以内', 'The greatest difference is within 5 seconds'),
    severity: 2,
    mend: both('同じNTPサーバに同期させる。', 'Synchronise with the same NTP server.'),
    show: ['site.maxClockDifference'],
  }),
];

const onOff = {true: both('有効', 'enabled'), false: both('無効', 'disabled')};

export const labels: Readonly<Record<string, FieldLabel>> = {
  sshd: both('SSHサーバ設定', 'SSH server settings'),
  'sshd.effective.permitRootLogin': both('rootログインの許可', 'Root login'),
  'sshd.effective.passwordAuthentication': {...both('パスワード認証', 'Password authentication'), values: onOff},
  'os.prettyName': both('OS名', 'OS name'),
  'os.versionId': both('OSバージョン', 'OS version'),
  'lifecycle.supportEnds': both('サポート終了日', 'End of support'),
  updates: both('未適用の更新', 'Pending updates'),
  'updates.pending': both('未適用の更新', 'Pending updates'),
  'updates.pending.name': both('パッケージ', 'Package'),
  'updates.pending.fixed': both('修正版', 'Fixed in'),
  'updates.oldestAge': both('最も古い修正の経過日数', 'Age of the oldest'),
  snmp: both('SNMP設定', 'SNMP settings'),
  'snmp.communities': both('コミュニティ名', 'Communities'),
  'telnet.enabled': {...both('Telnet', 'Telnet'), values: onOff},
  'logging.destinations': both('ログの転送先', 'Log destinations'),
  clock: both('時刻同期', 'Clock'),
  'clock.synchronized': {
    ...both('同期', 'Synchronised'),
    values: {true: both('している', 'yes'), false: both('していない', 'no')},
  },
  'clock.offsetSeconds': {...both('ずれ', 'Offset'), unit: both('秒', 'seconds')},
  antivirus: both('マルウェア対策ソフト', 'Malware protection'),
  'antivirus.updatedAt': both('定義の更新日時', 'Definitions updated'),
  'antivirus.age': both('定義の経過時間', 'Age of definitions'),
  'screen.lockAfterSeconds': {...both('自動ロックまで', 'Locks after'), unit: both('秒', 'seconds')},
  'item.process': both('プロセス', 'Process'),
  'item.address': both('待ち受けアドレス', 'Listens on'),
  'accounts.users': both('ログインできるアカウント', 'Accounts that can log in'),
  'accounts.users.name': both('名前', 'Name'),
  'accounts.users.uid': both('UID', 'UID'),
  'site.maxClockDifference': {...both('ずれの最大', 'Greatest difference'), unit: both('秒', 'seconds')},
};
