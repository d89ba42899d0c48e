import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {configLines} from './parse/config-lines.ts';
import type {Code} from './parse/pam-control.ts';
import {refuses} from './parse/pam-flow.ts';
import {forLocalUser} from './parse/pam-modules.ts';
import {pamArg, pamAsks, pamLines, pamTree, readPam, type PamLine, type PamNode} from './parse/pam.ts';
import {fileOrVendor, filesOverVendor, withVendor} from './parse/vendor-files.ts';

const accessFiles = ['/etc/security/access.conf', '/etc/security/access.d/*.conf', '/etc/security/time.conf'] as const;
const services = (en: string, ja: string) => field(z.array(z.string()), en, ja);

const PamAccess = z.object({
  accessServices: services('Services limited by account and source', 'アカウント・接続元で制限するサービス'),
  accessRules: services('Rules on account and source', 'アカウント・接続元の制限ルール'),
  timeServices: services('Services limited by time', '時間帯で制限するサービス'),
  timeRules: services('Rules on time', '時間帯の制限ルール'),
});

const readsAnother = (line: PamLine): boolean => ['accessfile', 'conffile'].some((name) => pamArg(line, name) !== null);

/** Services that refuse whom this module refuses; `complete` is false where a stack does not show whether it does. */
function limitedBy(
  module: string,
  trees: readonly (readonly [service: string, tree: readonly PamNode[]])[],
): {readonly services: string[]; readonly complete: boolean} {
  const told = trees.map(([service, tree]) => {
    const used = pamLines(tree).some((line) => line.module === module);
    const refused = (unix: Code): boolean | null =>
      refuses(tree, (line) => (line.module === module ? ['perm_denied'] : ofAccount(line, unix)));
    const usually = used && refused('success');
    // Whose password is too old may be sent to change it before the module is asked: `new_authtok_reqd=done`.
    return {service, refused: usually === true && refused('new_authtok_reqd') !== true ? null : usually};
  });
  return {
    services: told.filter(({refused}) => refused === true).map(({service}) => service),
    complete: told.every(({refused}) => refused !== null),
  };
}

function ofAccount(line: PamLine, unix: Code): readonly Code[] | null {
  return line.module === 'pam_unix.so' ? [unix] : forLocalUser(line);
}

/** pam_access(8), access.conf(5), pam_time(8), time.conf(5). */
export const pamAccess = defineProbe({
  fact: 'pamAccess',
  title: {en: 'Login limits by source and time', ja: '接続元・時間帯によるログイン制限'},
  cost: 'cheap',
  schema: PamAccess,
  ask: {linux: [...pamAsks, ...withVendor(...accessFiles)]},
  parse(answers) {
    const pam = readPam(answers);
    const trees = [...pam.services.keys()]
      .sort()
      .map((service) => [service, pamTree(pam, service, 'account')] as const);
    const [access, time] = ['pam_access.so', 'pam_time.so'].map((module) => limitedBy(module, trees));
    const elsewhere = trees.flatMap(([, tree]) => pamLines(tree)).some(readsAnother);
    const folder = filesOverVendor(answers, accessFiles[1]);
    const rules = [fileOrVendor(answers, accessFiles[0]), ...folder.files];
    const value = {
      accessServices: access?.services ?? [],
      accessRules: rules.flatMap((file) => configLines(file?.text ?? '')),
      timeServices: time?.services ?? [],
      timeRules: configLines(fileOrVendor(answers, accessFiles[2])?.text ?? ''),
    };
    if (elsewhere) return partial(value, 'not-collected');
    return pam.complete && folder.complete && access?.complete === true && time?.complete === true
      ? whole(value)
      : partial(value);
  },
});
