import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {filePermissionsAsk} from './asks/file-permissions.ts';
import {configLines} from './parse/config-lines.ts';
import {statLine} from './parse/stat-lines.ts';
import {fileOrVendor, withVendor} from './parse/vendor-files.ts';

const unit = '/etc/systemd/system/ctrl-alt-del.target';

const ConsoleSecurity = z.object({
  init: field(z.enum(['systemd', 'inittab']), 'Init', 'init'),
  ctrlAltDel: field(z.boolean().nullable(), 'Ctrl+Alt+Del restarts the host', 'Ctrl+Alt+Delによる再起動', {
    values: {true: {en: 'restarts', ja: '再起動する'}, false: {en: 'does nothing', ja: '無効'}},
  }),
  securetty: field(z.array(z.string()).nullable(), 'Terminals where root may log in', 'rootがログインできる端末'),
});

function inittabRestarts(text: string): boolean {
  return configLines(text).some((line) => line.split(':')[2] === 'ctrlaltdel');
}

/** Upstart takes no more from inittab than the runlevel, and has a job for these keys. */
function inittabStarts(text: string): boolean {
  return configLines(text).some((line) => line.split(':')[2] === 'sysinit');
}

/** systemd.special(7), inittab(5), securetty(5). A masked unit is a link to a device. */
export const consoleSecurity = defineProbe({
  fact: 'consoleSecurity',
  title: {en: 'Console', ja: 'コンソールの保護'},
  cost: 'cheap',
  schema: ConsoleSecurity,
  ask: {
    linux: [
      filePermissionsAsk,
      ...withVendor('/etc/securetty'),
      ...files(
        '/etc/inittab',
        '/usr/lib/systemd/system/ctrl-alt-del.target',
        '/lib/systemd/system/ctrl-alt-del.target',
      ),
    ],
  },
  parse(answers) {
    const lines = answers.command(filePermissionsAsk.id).text.split('\n');
    const securetty = fileOrVendor(answers, '/etc/securetty');
    const terminals = securetty === null ? null : configLines(securetty.text);
    const inittab = answers.file('/etc/inittab');
    const vendor = ['/usr/lib/systemd/system/ctrl-alt-del.target', '/lib/systemd/system/ctrl-alt-del.target'];
    if (vendor.some((path) => answers.file(path) !== null)) {
      const masked = lines.map(statLine).some((entry) => entry?.path === unit && entry.type === 'device');
      const seen = lines.some((line) => line.includes(unit));
      const value = {init: 'systemd', ctrlAltDel: seen ? !masked : null, securetty: terminals} as const;
      return seen ? whole(value) : partial(value);
    }
    if (inittab === null) throw new Gap('unsupported', 'neither systemd nor inittab');
    const restarts = inittabRestarts(inittab.text);
    const known = restarts || (!inittab.cut && inittabStarts(inittab.text));
    const value = {init: 'inittab', ctrlAltDel: known ? restarts : null, securetty: terminals} as const;
    return known ? whole(value) : partial(value);
  },
});
