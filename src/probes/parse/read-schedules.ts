import type {FileText} from '../../model/probe.ts';
import {schedulesAsk, timerPattern} from '../asks/schedules.ts';
import type {Reading} from './reading.ts';
import {anacronJobs, cronJobs, scriptJob, timerJob, type Job} from './schedules.ts';

export interface ReadJob {
  readonly job: Job;
  /** Names of the programs that are run, as far as they are known. */
  readonly body: string;
}

const skipped = /(?:\/\.placeholder|~|\.dpkg-[a-z]+|\.rpm(?:save|new|orig)|\/0anacron)$/;

function ownerOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The files of the `schedules` ask, each with what is told of it; null when it was not answered. */
export function scheduleFiles(read: Reading): FileText[] | null {
  const answer = read.command(schedulesAsk.id);
  if (answer === null) return null;
  const lines = answer.text.split('\n').filter((line) => line !== '');
  const files = new Map<string, string[]>();
  let path: string | null = null;
  for (const line of lines) {
    if (line.startsWith('= /')) path = line.slice(2);
    else if (path === null && line.startsWith('f /')) files.set(line.slice(2), []);
    else if (path !== null && line !== '.') files.get(path)?.push(line);
  }
  const unclear = lines.some((line) => line === '?' || line === 'x' || line.startsWith('d /'));
  if (unclear || answer.cut || lines.at(-1) !== '.') read.doubt();
  return [...files].map(([name, text]) => ({
    path: name,
    text: text.filter((line) => line !== '?').join('\n'),
    cut: false,
  }));
}

function jobsOf(file: FileText): ReadJob[] {
  const {path, text} = file;
  const line = (job: Job): ReadJob => ({job, body: job.command ?? ''});
  if (path === '/etc/anacrontab') return anacronJobs(file).map(line);
  if (path === '/etc/crontab' || path.startsWith('/etc/cron.d/')) return cronJobs(file, null).map(line);
  if (path.startsWith('/var/spool/cron/')) return cronJobs(file, ownerOf(path)).map(line);
  return [{job: scriptJob(file), body: text}];
}

/** All jobs of the `schedules` asks. */
export function readSchedules(read: Reading): ReadJob[] {
  const files = (scheduleFiles(read) ?? []).filter(({path}) => !skipped.test(path));
  const timers = read.files(timerPattern).map((file) => timerJob(file));
  return [...files.flatMap(jobsOf), ...timers.map((job) => ({job, body: job.command ?? ''}))];
}
