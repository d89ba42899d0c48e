import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {configLines} from './parse/config-lines.ts';
import {pamArg, pamAsks, pamStack, readPam} from './parse/pam.ts';
import {fileOrVendor, filesOverVendor, withVendor} from './parse/vendor-files.ts';

const accessFiles = ['/etc/security/access.conf', '/etc/security/access.d/*.conf', '/etc/security/time.conf'] as const;
const services = (en: string, ja: string) => field(z.array(z.string()), en, ja);

const PamAccess = z.object({
  accessServices: services('Services limited by account and source', 'アカウント・接続元で制限するサービス'),
  accessRules: services('Rules on account and source', 'アカウント・接続元の制限ルール'),
  timeServices: services('Services limited by time', '時間帯で制限するサービス'),
  timeRules: services('Rules on time', '時間帯の制限ルール'),
});

/** pam_access(8), access.conf(5), pam_time(8), time.conf(5). */
export const pamAccess = defineProbe({
  fact: 'pamAccess',
  title: {en: 'Login limits by source and time', ja: '接続元・時間帯によるログイン制限'},
  cost: 'cheap',
  schema: PamAccess,
  ask: {linux: [...pamAsks, ...withVendor(...accessFiles)]},
  parse(answers) {
    const pam = readPam(answers);
    const using = (module: string): string[] =>
      [...pam.services.keys()]
        .filter((service) => pamStack(pam, service, 'account').some((line) => line.module === module))
        .sort();
    const elsewhere = [...pam.services.keys()]
      .flatMap((service) => pamStack(pam, service, 'account'))
      .some((line) => pamArg(line, 'accessfile') !== null);
    const folder = filesOverVendor(answers, accessFiles[1]);
    const access = [fileOrVendor(answers, accessFiles[0]), ...folder.files];
    const value = {
      accessServices: using('pam_access.so'),
      accessRules: access.flatMap((file) => configLines(file?.text ?? '')),
      timeServices: using('pam_time.so'),
      timeRules: configLines(fileOrVendor(answers, accessFiles[2])?.text ?? ''),
    };
    if (elsewhere) return partial(value, 'not-collected');
    return pam.complete && folder.complete ? whole(value) : partial(value);
  },
});
