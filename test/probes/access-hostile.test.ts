import {testFloods, testHostileAnswers} from '../support/hostile.ts';

const recordings = [
  'linux/debian-12_accounts-hardened',
  'linux/debian-12_accounts-weak',
  'linux/rhel-9_accounts-default',
  'linux/alpine-3.20_accounts-default',
  'linux/debian-13_accounts-unprivileged',
];
const names = [
  ...['accounts', 'authorizedKeys', 'bootLoader', 'centralAuth', 'consoleSecurity', 'coreDumps', 'cronAccess'],
  ...[
    'filePermissions',
    'groups',
    'lastLogins',
    'loginBanners',
    'macPolicy',
    'pamAccess',
    'passwordPolicy',
    'passwords',
  ],
  ...['sessionDefaults', 'setuidFiles', 'sshd', 'suRestriction', 'sudo', 'unownedFiles', 'usbStorage'],
  'worldWritable',
];

testHostileAnswers({names, recordings});
testFloods(names, {
  recording: 'linux/debian-12_accounts-weak',
  fillers: [' ', '\t', '#', '\\', '"', '(', '=', ':', ',', '!', '1', 'a', '/', '*', '['],
  limitMs: 4000,
});
