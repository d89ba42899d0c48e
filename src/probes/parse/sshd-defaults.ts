import type {Answers} from '../../model/probe.ts';
import {isOldRedHat, releaseOf} from './release.ts';
import type {SshdSettings} from './sshd-config.ts';

/**
 * What OpenSSH 7.4 to 10 go by where nothing is written, for keywords whose default never changed in these
 * versions. Algorithm lists differ from version to version and by the distribution's policy, and are left out.
 */
const defaults: SshdSettings = new Map([
  ['port', ['22']],
  ['permitrootlogin', ['prohibit-password']],
  ['passwordauthentication', ['yes']],
  ['permitemptypasswords', ['no']],
  ['kbdinteractiveauthentication', ['yes']],
  ['pubkeyauthentication', ['yes']],
  ['hostbasedauthentication', ['no']],
  ['authenticationmethods', ['any']],
  ['ignorerhosts', ['yes']],
  ['maxauthtries', ['6']],
  ['maxsessions', ['10']],
  ['maxstartups', ['10:30:100']],
  ['logingracetime', ['120']],
  ['clientaliveinterval', ['0']],
  ['clientalivecountmax', ['3']],
  ['x11forwarding', ['no']],
  ['allowtcpforwarding', ['yes']],
  ['allowagentforwarding', ['yes']],
  ['gatewayports', ['no']],
  ['permittunnel', ['no']],
  ['disableforwarding', ['no']],
  ['banner', ['none']],
  ['usepam', ['no']],
  ['loglevel', ['INFO']],
  ['strictmodes', ['yes']],
  ['permituserenvironment', ['no']],
  ['authorizedkeysfile', ['.ssh/authorized_keys .ssh/authorized_keys2']],
]);

/** Patches of RHEL 7 and SUSE let root in with a password, those of SUSE switch PAM on: what holds there is not told by OpenSSH. */
const patched = ['permitrootlogin', 'usepam'];

/** What holds on this system where nothing is written, as far as that is sure. */
export function sshdDefaults(answers: Answers): SshdSettings {
  const own = isOldRedHat(answers) !== false || releaseOf(answers)?.family === 'suse';
  return own ? new Map([...defaults].filter(([keyword]) => !patched.includes(keyword))) : defaults;
}
