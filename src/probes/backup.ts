import {z} from 'zod';
import {defineProbe} from '../model/probe.ts';
import {processesAsk} from './asks/processes.ts';
import {schedules} from './asks/schedules.ts';
import {plainLines} from './parse/config-text.ts';
import {text, textOrNull, texts} from './parse/fields.ts';
import {readSchedules, type ReadJob} from './parse/read-schedules.ts';
import {reading} from './parse/reading.ts';

const Backup = z.object({
  tools: texts('Backup programs installed', '導入済みのバックアップツール'),
  /** Agents of backup servers, which start jobs from there. */
  agents: texts('Backup agents running', '稼働中のバックアップエージェント'),
  jobs: z.array(
    z.object({
      tool: text('Program', 'ツール'),
      file: text('Defined in', '定義ファイル'),
      schedule: textOrNull('When', '実行時期'),
    }),
  ),
});

const tools = [
  ...[
    'bacula-fd',
    'bareos-fd',
    'amdump',
    'restic',
    'borg',
    'borgmatic',
    'rsnapshot',
    'duplicity',
    'rdiff-backup',
    'kopia',
    'rear',
  ],
  ...['timeshift', 'proxmox-backup-client', 'veeamconfig', 'dsmc', 'pg_dump', 'mysqldump', 'mariadb-dump', 'rsync'],
];
/** Process names, of commercial products too, which are not on the search path. */
const agents: Readonly<Record<string, string>> = {
  'bacula-fd': 'Bacula',
  'bareos-fd': 'Bareos',
  veeamservice: 'Veeam Agent',
  veeamdeployment: 'Veeam Agent',
  acronis_mms: 'Acronis',
  nbdisco: 'NetBackup',
  bpcd: 'NetBackup',
  nsrexecd: 'NetWorker',
  dsmcad: 'IBM Spectrum Protect',
  nvpmgr: 'NetVault',
  caagentd: 'Arcserve',
  d2d_ea: 'Arcserve UDP',
  cvd: 'Commvault',
};

const commands: readonly (readonly [string, RegExp])[] = [
  ...[
    'restic',
    'borgmatic',
    'borg',
    'rsnapshot',
    'duplicity',
    'rdiff-backup',
    'kopia',
    'timeshift',
    'amdump',
    'dsmc',
    'veeamconfig',
  ].map(named),
  ...['pg_dumpall', 'pg_dump', 'pg_basebackup', 'mysqldump', 'mariadb-dump', 'mariabackup', 'xtrabackup', 'rsync'].map(
    named,
  ),
  ['rear', /(?:^|[\s/;&|])rear\s+mkbackup/] as const,
  ['proxmox-backup-client', /(?:^|[\s/;&|])proxmox-backup-client\s+backup/] as const,
  ['tar', /(?:^|[\s/;&|])tar\s.{0,200}backup/i] as const,
];

function named(name: string): readonly [string, RegExp] {
  return [name, new RegExp(`(?:^|[\\s/;&|(])${name}(?:$|[\\s.;&|)])`)];
}

/** Jobs of distributions that copy a small part of the system beside itself. */
const notBackup =
  /dpkg-db-backup|\/cron\.daily\/(?:dpkg|passwd|apt|aptitude)$|mlocate|sysstat|e2scrub|backup-(?:rpmdb|sysconfig|rc\.config)\b/;

function toolsOf({job, body}: ReadJob): string[] {
  if (notBackup.test(job.file)) return [];
  const lines = plainLines(body.slice(0, 65_536)).map((line) => line.slice(0, 1000));
  const found = commands.filter(([, pattern]) => lines.some((line) => pattern.test(line))).map(([name]) => name);
  // A script that calls itself a backup is one, whatever it runs.
  return found.length === 0 && /backup|bkup/i.test(`${job.file} ${job.command ?? ''}`) ? ['script'] : found;
}

/** Signs of backups: programs, running agents, jobs. Whether a backup can be restored is not seen. */
export const backup = defineProbe({
  fact: 'backup',
  title: {en: 'Backups', ja: 'バックアップ'},
  cost: 'cheap',
  schema: Backup,
  ask: {linux: [processesAsk, ...schedules]},
  parse(answers) {
    const read = reading(answers);
    const present = read.programs();
    const running = Object.entries(agents).filter(([process]) => present.running(process) === true);
    const jobs = readSchedules(read).flatMap((one) =>
      toolsOf(one).map((tool) => ({tool, file: one.job.file, schedule: one.job.schedule})),
    );
    if (present.running('init', 'systemd') === null) read.doubt();
    return read.result({
      tools: tools.filter((name) => present.installed(name)),
      agents: [...new Set(running.map(([, product]) => product))].sort(),
      jobs,
    });
  },
});
