import {files, rootFiles, type Ask} from '../../model/ask.ts';

const scriptFolders = [
  '/etc/cron.hourly',
  '/etc/cron.daily',
  '/etc/cron.weekly',
  '/etc/cron.monthly',
  '/etc/periodic/daily',
  '/etc/periodic/weekly',
];

export const schedulePatterns = {
  crontab: '/etc/crontab',
  anacrontab: '/etc/anacrontab',
  system: ['/etc/cron.d/*'],
  users: ['/var/spool/cron/crontabs/*', '/var/spool/cron/tabs/*', '/var/spool/cron/*'],
  scripts: scriptFolders.map((folder) => `${folder}/*`),
  timers: ['/etc/systemd/system/timers.target.wants/*.timer'],
} as const;

/** Everything that starts by itself: crontabs, scripts of cron, enabled timers. Only root reads the tables of users. */
export const schedules: readonly Ask[] = [
  ...files(schedulePatterns.crontab, schedulePatterns.anacrontab),
  ...files(...schedulePatterns.system, ...schedulePatterns.scripts, ...schedulePatterns.timers),
  ...rootFiles(...schedulePatterns.users),
];
