import {z} from 'zod';
import {command} from '../model/ask.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';

const configs = [
  ...['/boot/grub/grub.cfg', '/boot/grub2/grub.cfg', '/boot/grub2/user.cfg', '/boot/grub/user.cfg'],
  ...['/boot/efi/EFI/*/grub.cfg', '/boot/efi/EFI/*/user.cfg', '/boot/extlinux.conf', '/boot/loader/loader.conf'],
];
const script = [
  '/^[ \\t]*set superusers=/ { print "superusers " FILENAME }',
  '/^[ \\t]*password(_pbkdf2)?[ \\t]/ && !/GRUB2_PASSWORD/ { print "password " FILENAME }',
  '/^GRUB2_PASSWORD=./ { print "password " FILENAME }',
  '/^[ \\t]*MENU MASTER PASSWD/ { print "password " FILENAME }',
  '/^[ \\t]*editor[ \\t]+(no|0|false)/ { print "no-editor " FILENAME }',
].join(' ');

/** `r` or `d` and the path of each configuration that exists, then what protects it. No hash leaves the host. */
const bootLoaderAsk = command(
  'boot-loader',
  `set --; for f in ${configs.join(' ')}; do if [ -r "$f" ]; then echo "r $f"; set -- "$@" "$f"; ` +
    `elif [ -e "$f" ]; then echo "d $f"; fi; done; [ ! -e /boot ] || { [ -x /boot ] && [ -r /boot ]; } || echo "d /boot"; ` +
    `[ $# -eq 0 ] || awk '${script}' "$@"`,
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
  if (paths.includes('/boot/loader/loader.conf')) return 'systemd-boot';
  return paths.includes('/boot/extlinux.conf') ? 'extlinux' : null;
}

/** GRUB, systemd-boot and extlinux, as configured on disk. */
export const bootLoader = defineProbe({
  fact: 'bootLoader',
  title: {en: 'Boot loader protection', ja: 'ブートローダーの保護'},
  cost: 'cheap',
  schema: BootLoader,
  ask: {linux: [bootLoaderAsk]},
  parse(answers) {
    const lines = answers.command(bootLoaderAsk.id).text.split('\n');
    const of = (word: string): string[] =>
      lines.filter((line) => line.startsWith(`${word} /`)).map((line) => line.slice(word.length + 1));
    const denied = of('d');
    const unseen = denied.length === 0 ? false : null;
    const files = [...of('r'), ...denied.filter((path) => path !== '/boot')];
    const value = {
      loader: loaderOf(files),
      passwordSet: of('password').length > 0 ? true : unseen,
      editorOff: of('no-editor').length > 0 ? true : unseen,
      files,
    };
    return denied.length === 0 ? whole(value) : partial(value, 'permission-denied');
  },
});
