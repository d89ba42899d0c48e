import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {assignmentsOf, configLines, intOrNull, words} from './parse/config-lines.ts';
import {dropIns} from './parse/drop-ins.ts';
import {fileOrVendor, filesOverVendor, withVendor} from './parse/vendor-files.ts';

const limits = ['/etc/security/limits.conf', '/etc/security/limits.d/*.conf'] as const;
const roots = ['/etc', '/run', '/usr/local/lib', '/usr/lib'];
const mains = roots.map((root) => `${root}/systemd/coredump.conf`);
const parts = roots.map((root) => `${root}/systemd/coredump.conf.d/*.conf`);
const dumpable = '/proc/sys/fs/suid_dumpable';
const corePattern = '/proc/sys/kernel/core_pattern';

const CoreDumps = z.object({
  hardLimit: field(z.string().nullable(), 'Hard limit on core size for all', '全利用者のコアサイズ上限'),
  suidDumpable: field(z.int().nullable(), 'fs.suid_dumpable', 'fs.suid_dumpable'),
  pattern: field(z.string().nullable(), 'kernel.core_pattern', 'kernel.core_pattern'),
  systemdStorage: field(z.string().nullable(), 'Storage of systemd-coredump', 'systemd-coredumpの保存先'),
});

function hardLimitOf(texts: readonly string[]): string | null {
  const lines = texts.flatMap(configLines).map(words);
  const core = lines.filter(
    ([who, kind = '', what]) => who === '*' && (kind === 'hard' || kind === '-') && what === 'core',
  );
  return core.at(-1)?.[3] ?? null;
}

/** limits.conf(5), coredump.conf(5), core(5). */
export const coreDumps = defineProbe({
  fact: 'coreDumps',
  title: {en: 'Core dumps', ja: 'コアダンプ'},
  cost: 'cheap',
  schema: CoreDumps,
  ask: {linux: [...withVendor(...limits), ...files(...mains, ...parts, dumpable, corePattern)]},
  parse(answers) {
    const more = filesOverVendor(answers, limits[1]);
    const units = parts.map((pattern) => answers.files(pattern));
    const own = mains.map((path) => answers.file(path)).find((file) => file !== null);
    const storage = [own, ...dropIns(units.flatMap((folder) => folder.files))].map((file) =>
      assignmentsOf(file?.text ?? '').get('Storage'),
    );
    const complete = more.complete && units.every((folder) => folder.complete);
    const texts = [fileOrVendor(answers, limits[0])?.text ?? '', ...more.files.map(({text}) => text)];
    const value = {
      // A file that could not be read may set another limit.
      hardLimit: complete ? hardLimitOf(texts) : null,
      suidDumpable: intOrNull(answers.file(dumpable)?.text.trim()),
      pattern: answers.file(corePattern)?.text.trim() ?? null,
      systemdStorage: storage.findLast((found) => found !== undefined)?.toLowerCase() ?? null,
    };
    return complete ? whole(value) : partial(value);
  },
});
