import type {FileText} from '../../model/probe.ts';
import {assignments, plainLines, words} from './config-text.ts';

export interface Job {
  readonly kind: 'cron' | 'timer' | 'script';
  readonly file: string;
  readonly user: string | null;
  readonly schedule: string | null;
  /** Names of programs; a command line can hold secrets, and stays on the host. */
  readonly command: string | null;
}

const longest = 300;

/** Lines of a crontab; the tables of the system name a user in the sixth column. crontab(5) */
export function cronJobs(file: FileText, owner: string | null): Job[] {
  return plainLines(file.text).flatMap((line): Job[] => {
    if (/^[A-Za-z_][A-Za-z0-9_]{0,60}\s?=/.test(line)) return [];
    const all = words(line);
    const fields = line.startsWith('@') ? 1 : 5;
    const own = owner === null ? 1 : 0;
    if (all.length < fields + own + 1) return [];
    const command = all
      .slice(fields + own)
      .join(' ')
      .slice(0, longest);
    return [
      {
        kind: 'cron',
        file: file.path,
        user: owner ?? all[fields] ?? null,
        schedule: all.slice(0, fields).join(' '),
        command,
      },
    ];
  });
}

/** Jobs of /etc/anacrontab: `period delay name command`. anacrontab(5) */
export function anacronJobs(file: FileText): Job[] {
  return plainLines(file.text).flatMap((line): Job[] => {
    const [period = '', delay, , ...command] = words(line);
    if (!/^\d{1,4}$|^@/.test(period) || delay === undefined || command.length === 0) return [];
    return [
      {
        kind: 'cron',
        file: file.path,
        user: 'root',
        schedule: `every ${period}`,
        command: command.join(' ').slice(0, longest),
      },
    ];
  });
}

/** An enabled timer: what it starts is the service of its own name unless `Unit=` says otherwise. systemd.timer(5) */
export function timerJob(file: FileText): Job {
  const found = assignments(file.text);
  const when = found
    .filter(({key}) => /^On(?:Calendar|Boot|Startup|Active|Unit)/.test(key))
    .map(({key, value}) => `${key}=${value}`);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const unit = found.find(({key}) => key === 'Unit')?.value ?? name.replace(/\.timer$/, '.service');
  return {
    kind: 'timer',
    file: file.path,
    user: null,
    schedule: when.join(' ').slice(0, longest) || null,
    command: unit,
  };
}

const periods = ['15min', 'hourly', 'daily', 'weekly', 'monthly'];

/** A script in /etc/cron.daily and the like, or /etc/periodic/daily. */
export function scriptJob(file: FileText): Job {
  const period = periods.find(
    (name) => file.path.includes(`/cron.${name}/`) || file.path.includes(`/periodic/${name}/`),
  );
  return {kind: 'script', file: file.path, user: 'root', schedule: period ?? null, command: null};
}
