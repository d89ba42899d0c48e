import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field, type FileText} from '../model/probe.ts';
import {packagesAsk} from './asks/packages.ts';
import {aptFiles, readAptFiles} from './parse/apt-files.ts';
import {aptOption, isYes} from './parse/apt-conf.ts';
import {readDeb822, readSourcesList, type SourcesRead} from './parse/apt-sources.ts';
import {plainLines, words} from './parse/config-text.ts';
import {flag, flagOrNull, text} from './parse/fields.ts';
import {newestStamp, readPackages, type PackageList} from './parse/package-list.ts';
import {bringsSecurity, isUpdate, sourceOf} from './parse/package-source.ts';
import {reading, type Reading} from './parse/reading.ts';
import {readRepositories, rpmDefaults} from './parse/rpm-sources.ts';
import {dropIns} from './parse/drop-ins.ts';
import {fileOrVendor, vendorPath, withVendor} from './parse/vendor-files.ts';

const PackageSources = z.object({
  list: z.array(
    z.object({
      file: text('Configured in', '設定ファイル'),
      uri: text('Address', '取得先'),
      suite: text('Suite or repository', 'スイート・リポジトリ'),
      enabled: flag('Enabled', '有効'),
      signed: flag('Signature required', '署名検証の要求'),
      encrypted: flag('Encrypted with the server verified, or local', 'サーバーを検証する暗号化通信またはローカル'),
    }),
  ),
  unauthenticatedAllowed: flag('Unsigned packages accepted', '署名なしパッケージの許可'),
  security: flagOrNull('Source of security updates', 'セキュリティ更新の取得元'),
  refreshedAt: field(z.iso.datetime().nullable(), 'Package lists as of', 'パッケージ情報の時点'),
});

const lists = /^\/var\/(?:lib\/apt\/lists|cache\/(?:dnf|libdnf5|yum|zypp|apk))\/|^\/etc\/apk\/cache\//;
const insecure = [
  'APT::Get::AllowUnauthenticated',
  'Acquire::AllowInsecureRepositories',
  'Acquire::AllowWeakRepositories',
];
const zyppFile = '/etc/zypp/zypp.conf';
const zyppFolder = '/etc/zypp/zypp.conf.d/*.conf';
const aptPatterns = {lines: '/etc/apt/sources.list.d/*.list', stanzas: '/etc/apt/sources.list.d/*.sources'} as const;

function apt(read: Reading): {sources: SourcesRead[]; unauthenticated: boolean} {
  const main = read.file('/etc/apt/sources.list');
  const options = readAptFiles(read);
  if (!options.complete) read.doubt();
  return {
    sources: [
      ...[main, ...read.files(aptPatterns.lines)].filter((file) => file !== null).map(readSourcesList),
      ...read.files(aptPatterns.stanzas).map(readDeb822),
    ],
    unauthenticated: insecure.some((name) => isYes(aptOption(options, name))),
  };
}

function rpm(read: Reading): SourcesRead[] {
  const yum = rpmDefaults([read.file('/etc/dnf/dnf.conf') ?? read.file('/etc/yum.conf')], false);
  const zyppParts = dropIns(read.files(zyppFolder, vendorPath(zyppFolder)));
  const zypp = rpmDefaults([fileOrVendor(read, zyppFile), ...zyppParts], true);
  return [
    ...read.files('/etc/yum.repos.d/*.repo').map((file) => readRepositories(file, yum)),
    ...read.files('/etc/zypp/repos.d/*.repo').map((file) => readRepositories(file, zypp)),
  ];
}

/**
 * `@tag uri` or `uri`, one a line: apk-repositories(5). apk checks the signature of every index, and takes from a tagged
 * source what is asked for by that tag alone.
 */
function apkSources(file: FileText): SourcesRead {
  const lines = plainLines(file.text).map(words);
  const sources = lines.map((line) => {
    const tag = line.find((word) => word.startsWith('@')) ?? '';
    return sourceOf({file: file.path, uri: line.at(-1) ?? '', suite: tag, enabled: true, signed: true});
  });
  return {sources, complete: true};
}

function apk(read: Reading): SourcesRead[] {
  const main = read.file('/etc/apk/repositories');
  return [main, ...read.files('/etc/apk/repositories.d/*.list')].filter((file) => file !== null).map(apkSources);
}

function sourcesRead(read: Reading, list: PackageList): {sources: SourcesRead[]; unauthenticated: boolean} {
  switch (list.manager) {
    case 'dpkg':
      return apt(read);
    case 'rpm':
      return {sources: rpm(read), unauthenticated: false};
    case 'apk':
      return {sources: apk(read), unauthenticated: false};
    case 'none':
      read.doubt();
      return {sources: [], unauthenticated: false};
    default:
      return list.manager satisfies never;
  }
}

export const packageSources = defineProbe({
  fact: 'packageSources',
  title: {en: 'Package sources', ja: 'パッケージの取得元'},
  cost: 'cheap',
  schema: PackageSources,
  ask: {
    linux: [
      packagesAsk,
      ...aptFiles,
      ...files('/etc/apt/sources.list', aptPatterns.lines, aptPatterns.stanzas),
      ...files('/etc/dnf/dnf.conf', '/etc/yum.conf', '/etc/yum.repos.d/*.repo'),
      ...withVendor(zyppFile, zyppFolder),
      ...files('/etc/zypp/repos.d/*.repo'),
      ...files('/etc/apk/repositories', '/etc/apk/repositories.d/*.list'),
    ],
  },
  parse(answers) {
    const list = readPackages(answers.command(packagesAsk.id));
    const read = reading(answers);
    const {sources, unauthenticated} = sourcesRead(read, list);
    if (sources.some((one) => !one.complete)) read.doubt();
    const all = sources.flatMap((one) => one.sources);
    const security = bringsSecurity(list.manager, all);
    const firm = security && (list.manager !== 'rpm' || all.some((one) => one.enabled && isUpdate(one)));
    return read.result({
      list: all,
      unauthenticatedAllowed: unauthenticated,
      // A source that was not seen may be the one of updates, or the one that shows that there are such.
      security: firm ? true : read.sure(security),
      refreshedAt: newestStamp(list, lists),
    });
  },
});
