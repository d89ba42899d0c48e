import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {configLines} from './parse/config-lines.ts';
import {nsswitchAsks, sourcesOf} from './parse/nsswitch.ts';
import {mayRun} from './parse/pam-flow.ts';
import {asksDirectory} from './parse/pam-modules.ts';
import {pamAsks, pamLines, pamTree, readPam, type PamNode} from './parse/pam.ts';
import {sssdAsks, sssdAsksDirectory} from './parse/sssd.ts';

const krb5 = '/etc/krb5.conf';
const doors = ['login', 'sshd', 'common-auth', 'system-auth', 'password-auth', 'base-auth'];
const central = new Set(['sss', 'ldap', 'winbind', 'nis', 'nisplus', 'hesiod']);

const CentralAuth = z.object({
  accountSources: field(z.array(z.string()), 'Sources of accounts', 'アカウント情報の参照先'),
  central: field(z.boolean().nullable(), 'Accounts come from a directory', 'ディレクトリのアカウントを利用'),
  modules: field(z.array(z.string()), 'Modules that ask a directory', 'ディレクトリ認証のモジュール'),
  realm: field(z.string().nullable(), 'Kerberos realm', 'Kerberosレルム'),
});

/** Modules that ask a directory, without those behind a line that lets nobody through. */
function reachedModules(tree: readonly PamNode[]): string[] {
  const names = new Set(
    pamLines(tree)
      .filter(asksDirectory)
      .map(({module}) => module),
  );
  return [...names].filter((name) =>
    mayRun(
      tree,
      ({module}) => module === name,
      ({module}) => (module === 'pam_deny.so' ? ['auth_err'] : null),
    ),
  );
}

/** nsswitch.conf(5), krb5.conf(5), sssd.conf(5), and the PAM modules that ask a directory. */
export const centralAuth = defineProbe({
  fact: 'centralAuth',
  title: {en: 'Directory authentication', ja: '認証基盤との連携'},
  cost: 'cheap',
  schema: CentralAuth,
  ask: {linux: [...pamAsks, ...nsswitchAsks, ...files(krb5), ...sssdAsks]},
  parse(answers) {
    const pam = readPam(answers);
    const accountSources = sourcesOf(answers, 'passwd');
    const named = doors.flatMap((service) => reachedModules(pamTree(pam, service, 'auth')));
    const viaSss = accountSources.includes('sss') || named.includes('pam_sss.so');
    const sssd = viaSss ? sssdAsksDirectory(answers) : false;
    const others = accountSources.some((source) => source !== 'sss' && central.has(source));
    const realm = configLines(answers.file(krb5)?.text ?? '').find((line) => /^default_realm\s*=/.test(line));
    const value = {
      accountSources,
      central: others || (accountSources.includes('sss') ? sssd : false),
      modules: [...new Set(named)].filter((module) => module !== 'pam_sss.so' || sssd === true).sort(),
      realm: realm?.slice(realm.indexOf('=') + 1).trim() ?? null,
    };
    return pam.complete && sssd !== null ? whole(value) : partial(value);
  },
});
