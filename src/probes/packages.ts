import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {packagesAsk} from './asks/packages.ts';
import {newestStamp, readPackages, type PackageList} from './parse/package-list.ts';

const managers = {
  dpkg: {en: 'dpkg', ja: 'dpkg'},
  rpm: {en: 'RPM', ja: 'RPM'},
  apk: {en: 'apk', ja: 'apk'},
  none: {en: 'none', ja: 'なし'},
};

const Packages = z.object({
  manager: field(z.enum(['dpkg', 'rpm', 'apk', 'none']), 'Package manager', 'パッケージ管理方式', {values: managers}),
  list: z.array(
    z.object({
      name: field(z.string(), 'Package', 'パッケージ'),
      version: field(z.string(), 'Version', 'バージョン'),
      architecture: field(z.string().nullable(), 'Architecture', 'アーキテクチャ'),
      source: field(z.string().nullable(), 'Source package', 'ソースパッケージ'),
      sourceVersion: field(z.string().nullable(), 'Source version', 'ソースのバージョン'),
      installedAt: field(z.iso.datetime().nullable(), 'Installed at', '導入日時'),
    }),
  ),
  broken: field(z.array(z.string()), 'Packages not fully installed', '導入が完了していないパッケージ'),
  held: field(z.array(z.string()), 'Packages held back', '更新を保留しているパッケージ'),
  changedAt: field(z.iso.datetime().nullable(), 'Last change of packages', 'パッケージの最終変更日時'),
});

const database = /^\/(?:var\/lib\/dpkg\/status|(?:var\/lib|usr\/lib\/sysimage)\/rpm\/|(?:usr\/)?lib\/apk\/db\/)/;
const lockFiles = {
  rpm: ['/etc/dnf/plugins/versionlock.list', '/etc/yum/pluginconf.d/versionlock.list', '/etc/zypp/locks'],
  apk: ['/etc/apk/world'],
} as const;

/** dnf: one pattern a line; zypper: `solvable_name: name` in paragraphs. */
function rpmLocks(text: string): string[] {
  const names = text.split('\n').map((line) => {
    const entry = line.trim();
    if (entry === '' || entry.startsWith('#') || entry.startsWith('!')) return null;
    const named = /^(?:solvable_name|query):\s{0,20}(?<name>\S+)/.exec(entry)?.groups?.['name'];
    return named ?? (/^\w+:\s/.test(entry) ? null : entry.replace(/^\d+:/, ''));
  });
  return names.filter((name) => name !== null);
}

/** `name=1.2-r0` or `name<2` in the world file holds a package at a version. */
function apkPins(text: string): string[] {
  return text.split(/\s+/).flatMap((entry) => /^(?<name>[\w.+-]+)[=<~]/.exec(entry)?.groups?.['name'] ?? []);
}

function heldOf(answers: Answers, list: PackageList): string[] {
  const text = (path: string): string => answers.file(path)?.text ?? '';
  const locked = list.manager === 'rpm' ? lockFiles.rpm.flatMap((path) => rpmLocks(text(path))) : [];
  const pinned = list.manager === 'apk' ? lockFiles.apk.flatMap((path) => apkPins(text(path))) : [];
  return [...new Set([...list.held, ...locked, ...pinned])].sort();
}

export const packages = defineProbe({
  fact: 'packages',
  title: {en: 'Installed packages', ja: '導入済みパッケージ'},
  cost: 'cheap',
  schema: Packages,
  ask: {linux: [packagesAsk, ...files(...lockFiles.rpm, ...lockFiles.apk)]},
  parse(answers) {
    const list = readPackages(answers.command(packagesAsk.id));
    const value = {
      manager: list.manager,
      list: [...list.installed],
      broken: [...list.broken],
      held: heldOf(answers, list),
      changedAt: newestStamp(list, database),
    };
    // Without a package manager there may be any software: an empty list would say that there is none.
    return list.complete && list.manager !== 'none' ? whole(value) : partial(value);
  },
});
