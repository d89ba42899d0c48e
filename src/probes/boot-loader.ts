import {z} from 'zod';
import {command} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {untilEnd} from './parse/ended.ts';

const configs = [
  ...['/boot/grub/grub.cfg', '/boot/grub2/grub.cfg', '/boot/grub2/user.cfg', '/boot/grub/user.cfg'],
  ...['/boot/efi/EFI/*/grub.cfg', '/boot/efi/EFI/*/user.cfg', '/boot/extlinux.conf', '/boot/loader/loader.conf'],
  '/boot/efi/loader/loader.conf',
];
/** Some distributions open these to root alone. */
const folders = [
  '/boot/grub',
  '/boot/grub2',
  '/boot/efi',
  '/boot/efi/EFI',
  '/boot/efi/EFI/*',
  '/boot/loader',
  '/boot/efi/loader',
];
const script = [
  '/^[ \\t]*set superusers=/ { print "superusers " FILENAME }',
  '/^[ \\t]*password(_pbkdf2)?[ \\t]/ && !/GRUB2_PASSWORD/ { print "password " FILENAME }',
  '/^GRUB2_PASSWORD=./ { print "password " FILENAME }',
  '/^[ \\t]*MENU MASTER PASSWD/ { print "password " FILENAME }',
  '/^[ \\t]*editor[ \\t]+(no|0|false)/ { print "no-editor " FILENAME }',
].join(' ');

/**
 * `r` or `d` and the path of each configuration that exists, then what protects it; `d` also for a folder that
 * is closed to us. Ends with `.`. No hash leaves the host.
 */
const bootLoaderAsk = command(
  'boot-loader',
  `set --; for f in ${configs.join(' ')}; do if [ -r "$f" ]; then echo "r $f"; set -- "$@" "$f"; ` +
    `elif [ -e "$f" ]; then echo "d $f"; fi; done; [ ! -e /boot ] || { [ -x /boot ] && [ -r /boot ]; } || echo "d /boot"; ` +
    `for f in ${folders.join(' ')}; do [ ! -d "$f" ] || { [ -x "$f" ] && [ -r "$f" ]; } || echo "d $f"; done; ` +
    `{ [ $# -eq 0 ] || awk '${script}' "$@"; } && echo .`,
  {privilege: 'prefer-root'},
);

const BootLoader = z.object({
  loader: field(z.enum(['grub', 'systemd-boot', 'extlinux']).nullable(), 'Boot loader', 'ブートローダー'),
  passwordSet: field(z.boolean().nullable(), 'Password set', 'パスワード設定'),
  editorOff: field(z.boolean().nullable(), 'Editing entries switched off', '起動項目の編集禁止'),
  files: field(z.array(z.string()), 'Configuration files', '設定ファイル'),
});
type Loader = z.infer<typeof BootLoader>['loader'];

function loaderOf(paths: readonly string[]): Loader {
  if (paths.some((path) => path.includes('grub'))) return 'grub';
  if (paths.some((path) => path.endsWith('/loader/loader.conf'))) return 'systemd-boot';
  return paths.includes('/boot/extlinux.conf') ? 'extlinux' : null;
}

function isFolder(path: string): boolean {
  return !/\.(?:cfg|conf)$/.test(path);
}

/** GRUB, systemd-boot and extlinux, as configured on disk. */
export const bootLoader = defineProbe({
  fact: 'bootLoader',
  title: {en: 'Boot loader protection', ja: 'ブートローダーの保護'},
  cost: 'cheap',
  schema: BootLoader,
  ask: {linux: [bootLoaderAsk]},
  parse(answers) {
    const {lines, ended} = untilEnd(answers.command(bootLoaderAsk.id).text);
    if (!ended) throw new Gap('unsupported', 'the answer has no end');
    const of = (word: string): string[] =>
      lines.filter((line) => line.startsWith(`${word} /`)).map((line) => line.slice(word.length + 1));
    const denied = of('d');
    const unseen = denied.length === 0 ? false : null;
    const files = [...of('r'), ...denied.filter((path) => !isFolder(path))];
    // Which loader it is cannot be told from what is not seen: a value would make checks pass over it.
    if (files.length === 0 && denied.length > 0) throw new Gap('permission-denied', denied.join(' '));
    const value = {
      loader: loaderOf(files),
      passwordSet: of('password').length > 0 ? true : unseen,
      editorOff: of('no-editor').length > 0 ? true : unseen,
      files,
    };
    return denied.length === 0 ? whole(value) : partial(value, 'permission-denied');
  },
});
