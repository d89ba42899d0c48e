import test from 'ava';
import type {Fact} from '../../src/model/fact.ts';
import {factsOfRecording} from '../../src/recording.ts';

const debian = 'linux/debian-12_accounts-default';
const hardened = 'linux/debian-12_accounts-hardened';
const weak = 'linux/debian-12_accounts-weak';
const rhel = 'linux/rhel-9_accounts-default';
const alpine = 'linux/alpine-3.20_accounts-default';
const old = 'linux/debian-12_sshd-unprivileged';
const user = 'linux/debian-13_accounts-unprivileged';

type Known = Extract<Fact, {state: 'known'}>;

function known(recording: string, fact: string): Known {
  const found = factsOfRecording(recording).facts[fact];
  if (found?.state !== 'known') throw new Error(`${fact}: ${JSON.stringify(found)}`);
  return found;
}

/** What a path such as `lockout.deny` or `users[name=sato].locked` leads to. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const [, key = '', name, wanted] of path.matchAll(/([A-Za-z0-9]+)(?:\[([A-Za-z]+)=([^\]]+)\])?/g)) {
    found = (found as Readonly<Record<string, unknown>>)[key];
    if (name !== undefined) {
      found = (found as readonly Readonly<Record<string, unknown>>[]).find((entry) => entry[name] === wanted);
    }
  }
  return found;
}

interface Case {
  readonly title: string;
  readonly of: readonly [recording: string, fact: string];
  readonly complete?: boolean;
  readonly holds: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
  {
    title: 'sshd tells what it goes by, first values of included files ahead',
    of: [hardened, 'sshd'],
    holds: {
      source: 'effective',
      'effective.permitRootLogin': 'no',
      'effective.maxAuthTries': 4,
      'effective.banner': '/etc/issue.net',
      'effective.allowGroups': ['sshusers'],
      matchBlocks: [],
    },
  },
  {
    title: 'without-password reads prohibit-password',
    of: [debian, 'sshd'],
    holds: {'effective.permitRootLogin': 'prohibit-password', 'effective.banner': null, 'dropbear.installed': false},
  },
  {
    title: 'Match blocks are told though sshd leaves them out of its report',
    of: [weak, 'sshd'],
    holds: {
      matchBlocks: [
        {
          criteria: 'Address 192.0.2.0/24',
          settings: [
            {name: 'passwordauthentication', value: 'yes'},
            {name: 'permitrootlogin', value: 'yes'},
          ],
        },
      ],
      'hostKeys[type=ssh-rsa].bits': 1024,
    },
  },
  {
    title: 'an ordinary user learns the configuration from OpenSSH 9.3 and newer',
    of: [user, 'sshd'],
    holds: {source: 'effective', 'effective.permitRootLogin': 'prohibit-password'},
  },
  {
    title: 'from files alone settings are told with their defaults, algorithms are not',
    of: [old, 'sshd'],
    complete: false,
    holds: {
      source: 'files',
      'effective.permitRootLogin': 'prohibit-password',
      'effective.x11Forwarding': true,
      'effective.kbdInteractiveAuthentication': false,
      'effective.ciphers': null,
    },
  },
  {
    title: 'dropbear in place of sshd',
    of: [alpine, 'sshd'],
    holds: {installed: false, effective: null, dropbear: {installed: true, options: ''}},
  },
  {
    title: 'an account without a login shell is told apart',
    of: [weak, 'accounts'],
    holds: {'users[name=games].interactive': true, 'users[name=daemon].interactive': false},
  },
  {
    title: 'every user may read who has an account',
    of: [user, 'accounts'],
    holds: {'users[name=yamada].interactive': true, 'users[name=root].uid': 0},
  },
  {
    title: 'passwords tell their state and scheme and their dates',
    of: [weak, 'passwords'],
    holds: {
      'users[name=guest].state': 'empty',
      'users[name=tanaka].hashScheme': 'md5',
      'users[name=tanaka].lastChangeAt': '2022-04-01T00:00:00.000Z',
      'users[name=tanaka2].expiresAt': '2026-09-30T00:00:00.000Z',
      'users[name=games].state': 'none',
    },
  },
  {
    title: 'a locked password keeps its scheme',
    of: [rhel, 'passwords'],
    holds: {'users[name=root].state': 'locked', 'users[name=root].hashScheme': 'sha512'},
  },
  {
    title: 'groups hold listed and primary members',
    of: [rhel, 'groups'],
    holds: {
      'groups[name=wheel].members': ['kimura'],
      'groups[name=root].members': ['halt', 'root', 'shutdown', 'sync'],
    },
  },
  {
    title: 'last logins are UTC, also where the host is not',
    of: [rhel, 'lastLogins'],
    holds: {
      source: 'lastlog',
      'logins[user=kimura].at': '2026-11-18T00:12:33.000Z',
      'logins[user=root].at': null,
    },
  },
  {
    title: 'sudo rules carry their place, aliases and tags',
    of: [weak, 'sudo'],
    holds: {
      'defaults[name=authenticate].negated': true,
      'defaults[name=authenticate].scope': ':MAINT',
      'rules[runAs=ALL].who': ['maint', 'operator1'],
      'rules[runAs=ALL].nopasswd': true,
      'rules[runAs=root].commands': ['/usr/bin/systemctl restart scada', '/usr/bin/tail -f /var/log/scada.log'],
    },
  },
  {
    title: 'the policy of Debian follows its includes',
    of: [hardened, 'passwordPolicy'],
    holds: {
      'quality.minLength': 14,
      'quality.minClasses': 3,
      remember: 5,
      'lockout.deny': 5,
      'lockout.unlockTime': 900,
      'lockout.evenDenyRoot': true,
      'lockout.without': [],
      nullok: [],
      hashMethod: 'yescrypt',
    },
  },
  {
    title: 'the policy of Red Hat follows substack and include, with the defaults of the modules',
    of: [rhel, 'passwordPolicy'],
    holds: {
      'quality.module': 'pam_pwquality',
      'quality.minLength': 8,
      'lockout.deny': 3,
      'lockout.unlockTime': 600,
      'lockout.services': ['login', 'sshd'],
      remember: null,
      authselect: 'sssd',
    },
  },
  {
    title: 'a host without lockout names the services that lack it',
    of: [weak, 'passwordPolicy'],
    holds: {'lockout.deny': null, 'lockout.without': ['login', 'sshd'], hashMethod: 'md5'},
  },
  {title: 'no PAM is no policy', of: [alpine, 'passwordPolicy'], holds: {pam: false, 'quality.module': null}},
  {
    title: 'umask and a readonly TMOUT',
    of: [hardened, 'sessionDefaults'],
    holds: {
      timeouts: [{file: '/etc/profile.d/50-session.sh', seconds: 900, readonly: true}],
      'umasks[file=/etc/login.defs].otherRead': false,
    },
  },
  {
    title: 'modes, owners and areas of key files',
    of: [weak, 'filePermissions'],
    holds: {
      'files[path=/etc/shadow].area': 'shadow',
      'files[path=/etc/shadow].otherReadable': true,
      'files[path=/tmp].sticky': false,
      'files[path=/etc/crontab]': undefined,
    },
  },
  {
    title: 'an ordinary user does not see into closed folders',
    of: [user, 'filePermissions'],
    complete: false,
    holds: {'files[path=/etc/shadow].mode': '0640'},
  },
  {
    title: 'the walk finds set-id programs',
    of: [weak, 'setuidFiles'],
    holds: {
      'files[path=/usr/local/bin/viewlog]': {
        ...{path: '/usr/local/bin/viewlog', type: 'file', mode: '4755', owner: 'root', group: 'root'},
      },
      'files[path=/opt/config.ini]': undefined,
    },
  },
  {
    title: 'files that all may write, but not sticky folders',
    of: [hardened, 'worldWritable'],
    holds: {files: []},
  },
  {title: 'the walk with busybox', of: [alpine, 'worldWritable'], holds: {'files[path=/srvfile].mode': '0666'}},
  {title: 'files whose owner is gone', of: [weak, 'unownedFiles'], holds: {'files[path=/srv/left].owner': '4321'}},
  {
    title: 'types, sizes and limits of keys that may log in',
    of: [weak, 'authorizedKeys'],
    holds: {
      'keys[user=tanaka]': {user: 'tanaka', type: 'ssh-rsa', bits: 2048, from: false, forced: false, options: []},
      'keys[type=ssh-dss].bits': null,
    },
  },
  {
    title: 'from= is seen on a key, its value is not',
    of: [hardened, 'authorizedKeys'],
    holds: {'keys[user=sato].from': true, 'keys[user=sato].options': ['from']},
  },
  {title: 'SELinux', of: [rhel, 'macPolicy'], holds: {'selinux.mode': 'enforcing', 'selinux.policy': 'targeted'}},
  {
    title: 'USB storage is blocked by an install rule',
    of: [hardened, 'usbStorage'],
    holds: {blocked: true, 'usbguard.implicitPolicy': 'block', 'usbguard.startsAtBoot': true},
  },
  {title: 'USB storage is in use', of: [rhel, 'usbStorage'], holds: {loaded: true, blocked: false, newDevices: ['1']}},
  {title: 'su is limited to wheel', of: [hardened, 'suRestriction'], holds: {restricted: true, group: 'wheel'}},
  {title: 'a comment limits nobody', of: [debian, 'suRestriction'], holds: {restricted: false, group: null}},
  {
    title: 'escapes in a banner tell the system',
    of: [weak, 'loginBanners'],
    holds: {'banners[path=/etc/issue].leaksSystem': true, sshText: null},
  },
  {title: 'the boot password of Debian', of: [hardened, 'bootLoader'], holds: {loader: 'grub', passwordSet: true}},
  {title: 'Red Hat without a boot password', of: [rhel, 'bootLoader'], holds: {loader: 'grub', passwordSet: false}},
  {title: 'who may plan jobs', of: [hardened, 'cronAccess'], holds: {cronAllow: ['root'], cronDeny: null}},
  {
    title: 'limits by source and by time',
    of: [hardened, 'pamAccess'],
    holds: {accessServices: ['sshd'], timeServices: ['login'], timeRules: ['login;*;!root;Wk0700-2000']},
  },
  {
    title: 'a host in a directory',
    of: [rhel, 'centralAuth'],
    holds: {central: true, modules: ['pam_sss.so'], realm: 'WATER.EXAMPLE'},
  },
  {title: 'core dumps', of: [hardened, 'coreDumps'], holds: {hardLimit: '0', suidDumpable: 0}},
  {title: 'Ctrl+Alt+Del in inittab', of: [alpine, 'consoleSecurity'], holds: {init: 'inittab', ctrlAltDel: true}},
];

for (const {title, of, complete = true, holds} of cases) {
  test(`${of[1]}: ${title}`, (t) => {
    const fact = known(...of);
    t.is(fact.complete, complete);
    for (const [path, expected] of Object.entries(holds)) t.deepEqual(at(fact.value, path), expected, path);
  });
}

const gaps: readonly (readonly [string, string, string])[] = [
  [user, 'passwords', 'permission-denied'],
  [user, 'sudo', 'permission-denied'],
  [user, 'lastLogins', 'unsupported'],
  [alpine, 'unownedFiles', 'unsupported'],
  [alpine, 'suRestriction', 'unsupported'],
];
for (const [recording, fact, reason] of gaps) {
  test(`${fact} of ${recording} is a gap: ${reason}`, (t) => {
    const found = factsOfRecording(recording).facts[fact];
    t.like(found, {state: 'gap', reason});
  });
}
