import {z} from 'zod';
import {command} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, type Answers, type CommandText, type Parsed} from '../model/probe.ts';
import {packagesAsk} from './asks/packages.ts';
import {rpmUpdatesAsk} from './asks/rpm-updates.ts';
import {flag, flagOrNull, text, textOrNull} from './parse/fields.ts';
import {newestStamp, readPackages, type PackageList} from './parse/package-list.ts';
import {reading} from './parse/reading.ts';
import {rpmUpdateAsks, rpmUpdates} from './parse/rpm-updates.ts';

const Updates = z.object({
  pending: z.array(
    z.object({
      name: text('Package', 'パッケージ'),
      installed: textOrNull('Installed version', '導入済みバージョン'),
      available: text('Available version', '提供中のバージョン'),
      /** null: the package lists do not tell. */
      security: flagOrNull('From the security archive', 'セキュリティ更新'),
    }),
  ),
  advisoriesOnly: flag('Only updates with an advisory are known', 'アドバイザリのある更新のみ把握'),
  metadataAt: field(z.iso.datetime(), 'Package lists as of', 'パッケージ情報の時点'),
});
type Pending = z.infer<typeof Updates>['pending'][number];

/**
 * From package lists that are there already. apt is kept from writing its cache when it could; `apt-get -s` would write
 * /var/log/apt/eipp.log.xz. dnf and zypper are not run: they leave logs, locks or temporary folders even with -C.
 */
const ask = command(
  'updates',
  [
    'if [ -s /var/lib/dpkg/status ] && command -v apt >/dev/null; then echo apt; set --;',
    '[ ! -w /var/cache/apt ] || set -- -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=;',
    'apt list --upgradable "$@" 2>/dev/null;',
    "elif [ -s /lib/apk/db/installed ] || [ -s /usr/lib/apk/db/installed ]; then echo apk; apk --no-network version -l '<' 2>/dev/null;",
    'else echo none; fi',
  ].join(' '),
  {cost: 'slow', seconds: 60, limit: 524_288},
);

const aptLine =
  /^(?<name>[\w.+-]{1,200})\/(?<suites>\S{0,500}) (?<available>\S{1,200}) \S{1,50} \[upgradable from: (?<installed>[^\]]{1,200})\]$/;
const apkLine =
  /^(?<name>[\w.+-]{1,200})-(?<installed>\d[^\s-]{0,100}(?:-r\d{1,5})?) {1,50}< {1,5}(?<available>\S{1,200})$/;

/** `openssl/stable-security 3.0.2 amd64 [upgradable from: 3.0.1]`; security suites end in `-security` on Debian and Ubuntu. */
function aptUpdate(line: string): Pending | null {
  const groups = aptLine.exec(line)?.groups;
  if (groups === undefined) return null;
  const security = (groups['suites'] ?? '').split(',').some((suite) => suite.endsWith('-security'));
  return {
    name: groups['name'] ?? '',
    installed: groups['installed'] ?? '',
    available: groups['available'] ?? '',
    security,
  };
}

/** `busybox-1.36.1-r5 < 1.36.1-r7`: Alpine's index does not say which updates mend a vulnerability. */
function apkUpdate(line: string): Pending | null {
  const groups = apkLine.exec(line)?.groups;
  if (groups === undefined) return null;
  return {
    name: groups['name'] ?? '',
    installed: groups['installed'] ?? '',
    available: groups['available'] ?? '',
    security: null,
  };
}

const noise = /^(?:Listing\.\.\.|Installed: {1,50}Available:|WARNING: )/;

function pendingOf(answer: CommandText): (Pending | null)[] {
  const [tool = '', ...lines] = answer.text.split('\n').map((line) => line.trim());
  if (tool !== 'apt' && tool !== 'apk') throw new Gap('unsupported', 'cannot be listed without writing to the host');
  if (answer.exitCode !== 0 && !answer.cut) throw new Gap('unsupported', `${tool} ended with an error`);
  const told = lines.filter((line) => line !== '' && !noise.test(line));
  return told.map(tool === 'apt' ? aptUpdate : apkUpdate);
}

const fetched = /^\/var\/(?:lib\/apt\/lists|cache\/apk)\/|^\/etc\/apk\/cache\//;
const securityLists = /[-_]security[-_/.]/;
const fresh = 14 * 86_400_000;

function isOld(at: string, answers: Answers, id: string): boolean {
  return Date.parse(answers.times(id).receivedAt) - Date.parse(at) > fresh;
}

/** What the advisories of dnf, yum and zypper tell. */
function fromAdvisories(answers: Answers, list: PackageList): Parsed<z.infer<typeof Updates>> {
  const doubts = reading(answers);
  const {pending, at} = rpmUpdates(answers, list, doubts);
  if (isOld(at, answers, rpmUpdatesAsk.id)) doubts.doubt();
  return doubts.result({pending, advisoriesOnly: true, metadataAt: at});
}

/** What the package lists on the host know to be newer. Lists that are old, or lack the security archive, tell a part only. */
export const updates = defineProbe({
  fact: 'updates',
  title: {en: 'Pending updates', ja: '未適用の更新'},
  cost: 'slow',
  schema: Updates,
  ask: {linux: [packagesAsk, ask, ...rpmUpdateAsks]},
  parse(answers) {
    const list = readPackages(answers.command(packagesAsk.id));
    if (list.manager === 'rpm') return fromAdvisories(answers, list);
    const read = pendingOf(answers.command(ask.id));
    // The archive of security updates is what counts: a mirror next to it may be fresh while it is not.
    const metadataAt = newestStamp(list, securityLists) ?? newestStamp(list, fetched);
    if (metadataAt === null) throw new Gap('unsupported', 'no package lists have been fetched');
    const pending = read.filter((one) => one !== null);
    const doubts = reading(answers);
    const security = list.manager !== 'dpkg' || [...list.stamps.keys()].some((path) => securityLists.test(path));
    if (isOld(metadataAt, answers, ask.id) || !security || pending.length < read.length) doubts.doubt();
    return doubts.result({pending, advisoriesOnly: false, metadataAt});
  },
});
