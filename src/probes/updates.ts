import {z} from 'zod';
import {command} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, type Answers, type Parsed} from '../model/probe.ts';
import {aptUpdates} from './asks/apt-updates.ts';
import {packagesAsk} from './asks/packages.ts';
import {rpmUpdatesAsk} from './asks/rpm-updates.ts';
import {aptLists} from './parse/apt-lists.ts';
import {aptListUpdates, aptPolicyUpdates} from './parse/apt-updates.ts';
import {flag} from './parse/fields.ts';
import {newestStamp, readPackages, type PackageList} from './parse/package-list.ts';
import {PendingUpdate} from './parse/pending-update.ts';
import {reading} from './parse/reading.ts';
import {rpmUpdateAsks, rpmUpdates} from './parse/rpm-updates.ts';

const Updates = z.object({
  pending: z.array(PendingUpdate),
  advisoriesOnly: flag('Only updates with an advisory are known', 'アドバイザリのある更新のみ把握'),
  metadataAt: field(z.iso.datetime(), 'Package lists as of', 'パッケージ情報の時点'),
});

/**
 * From package lists that are there already. `apt-get -s` would write /var/log/apt/eipp.log.xz. dnf and zypper are not run:
 * they leave logs, locks or temporary folders even with -C.
 */
const ask = command(
  'updates',
  [
    `if [ -s /var/lib/dpkg/status ] && command -v apt-cache >/dev/null; then ${aptUpdates}`,
    "elif [ -s /lib/apk/db/installed ] || [ -s /usr/lib/apk/db/installed ]; then echo apk; apk --no-network version -l '<' 2>/dev/null;",
    'else echo none; fi',
  ].join(' '),
  {cost: 'slow', seconds: 60, limit: 524_288},
);

const apkLine =
  /^(?<name>[\w.+-]{1,200})-(?<installed>\d[^\s-]{0,100}(?:-r\d{1,5})?) {1,50}< {1,5}(?<available>\S{1,200})$/;

/** `busybox-1.36.1-r5 < 1.36.1-r7`: Alpine's index does not say which updates mend a vulnerability. */
function apkUpdate(line: string, releasedUntil: string | null): PendingUpdate | null {
  const groups = apkLine.exec(line)?.groups;
  if (groups === undefined) return null;
  return {
    name: groups['name'] ?? '',
    installed: groups['installed'] ?? '',
    available: groups['available'] ?? '',
    security: null,
    releasedFrom: null,
    releasedUntil,
  };
}

const apkNoise = /^(?:Installed: {1,50}Available:|WARNING: )/;

const fetched = /^\/var\/(?:lib\/apt\/lists|cache\/apk)\/|^\/etc\/apk\/cache\//;

interface Answer {
  /** null: a line that was not understood. */
  readonly pending: readonly (PendingUpdate | null)[];
  /** Installed packages that were looked at; null where the tool does not say. */
  readonly told: number | null;
}

function answerOf(answers: Answers, list: PackageList): Answer {
  const [answer, asOf] = [answers.command(ask.id), answers.receivedAt(ask.id)];
  const [tool = '', ...rest] = answer.text.split('\n');
  if (!['apt-cache', 'apt', 'apk'].includes(tool))
    throw new Gap('unsupported', 'cannot be listed without writing to the host');
  if (answer.exitCode !== 0 && !answer.cut) throw new Gap('unsupported', `${tool} ended with an error`);
  const lines = rest.map((line) => line.trim());
  if (tool === 'apt-cache') return aptPolicyUpdates(lines, aptLists(lines, list.stamps, asOf));
  if (tool === 'apt') return aptListUpdates(lines);
  const told = lines.filter((line) => line !== '' && !apkNoise.test(line));
  // Which of the indexes has it is not told.
  const held = newestStamp(list, fetched);
  const until = held === null || held > asOf ? null : held;
  return {pending: told.map((line) => apkUpdate(line, until)), told: null};
}

const securityLists = /[-_]security[-_/.]/;
const fresh = 14 * 86_400_000;

function isOld(at: string, answers: Answers, id: string): boolean {
  return Date.parse(answers.receivedAt(id)) - Date.parse(at) > fresh;
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
    const read = answerOf(answers, list);
    // The archive of security updates is what counts: a mirror next to it may be fresh while it is not.
    const metadataAt = newestStamp(list, securityLists) ?? newestStamp(list, fetched);
    if (metadataAt === null) throw new Gap('unsupported', 'no package lists have been fetched');
    const pending = read.pending.filter((one) => one !== null);
    const doubts = reading(answers);
    const security = list.manager !== 'dpkg' || [...list.stamps.keys()].some((path) => securityLists.test(path));
    const seen = read.told === null || read.told >= list.installed.length;
    const old = isOld(metadataAt, answers, ask.id);
    if (old || !security || !seen || pending.length < read.pending.length) doubts.doubt();
    return doubts.result({pending, advisoriesOnly: false, metadataAt});
  },
});
