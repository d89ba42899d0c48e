import type {FileText} from '../../model/probe.ts';
import type {SshdSettings} from './sshd-config.ts';

/**
 * What OpenSSH 7.4 to 10 go by where nothing is written, for keywords whose default never changed in these
 * versions. Algorithm lists differ from version to version and by the distribution's policy, and are left out.
 */
const upstream: SshdSettings = new Map([
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

/**
 * Defaults of the sshd of this os-release(5). SUSE's lets root in by password as long as nothing is written, in version 12
 * and 15; where it is not known whose sshd it is, it may be that one.
 */
export function defaultsOf(release: FileText | null): SshdSettings {
  const known = release !== null && !/^ID(?:_LIKE)?=.{0,100}(?:suse|sle)/im.test(release.text);
  return known ? upstream : new Map([...upstream].filter(([name]) => name !== 'permitrootlogin'));
}
