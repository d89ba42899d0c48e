import {schedulePatterns} from '../asks/schedules.ts';
import type {Reading} from './reading.ts';
import {anacronJobs, cronJobs, scriptJob, timerJob, type Job} from './schedules.ts';

export interface ReadJob {
  readonly job: Job;
  /** What is run, as far as it is seen: the command line or the text of the script. */
  readonly body: string;
}

const skipped = /(?:\/\.placeholder|~|\.dpkg-[a-z]+|\.rpm(?:save|new|orig)|\/0anacron)$/;

function ownerOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** All jobs of the `schedules` asks. */
export function readSchedules(read: Reading): ReadJob[] {
  const line = (job: Job): ReadJob => ({job, body: job.command ?? ''});
  const crontab = read.file(schedulePatterns.crontab);
  const anacrontab = read.file(schedulePatterns.anacrontab);
  const real = (path: string): boolean => !skipped.test(path);
  return [
    ...(crontab === null ? [] : cronJobs(crontab, null).map(line)),
    ...(anacrontab === null ? [] : anacronJobs(anacrontab).map(line)),
    ...read
      .files(...schedulePatterns.system)
      .filter(({path}) => real(path))
      .flatMap((file) => cronJobs(file, null).map(line)),
    ...read.files(...schedulePatterns.users).flatMap((file) => cronJobs(file, ownerOf(file.path)).map(line)),
    ...read
      .files(...schedulePatterns.scripts)
      .filter(({path}) => real(path))
      .map((file) => ({job: scriptJob(file), body: file.text})),
    ...read.files(...schedulePatterns.timers).map((file) => line(timerJob(file))),
  ];
}
