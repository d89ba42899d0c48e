import {testFloods, testHostileAnswers} from '../support/hostile.ts';

const recordings = [
  'linux/debian-12_software-clamav',
  'linux/debian-12_software-legacy',
  'linux/debian-12_software-systemd',
  'linux/rhel-9_software-default',
  'linux/alpine-3.20_software-default',
];
const names = [
  ...['antivirus', 'automaticUpdates', 'clock', 'kernel', 'listenerOwners', 'listeners', 'packageSources', 'packages'],
  ...['processes', 'reboot', 'services', 'updates', 'uptime'],
];

testHostileAnswers({names, recordings});
testFloods(names, {
  recording: 'linux/debian-12_software-systemd',
  fillers: ['{', '/*', '"', '[', ' ', '\t', '=', ':', 'a-', '1.', '::', '#', '(', '\\', '\n\n', 'deb [', 'Name:\t'],
  limitMs: 5000,
});
