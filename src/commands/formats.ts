import {reporters, type ReportFormat} from '../index.ts';
import type {Profile} from '../model/guideline.ts';
import {badInput} from './basics.ts';

/** Formats of a list with commas. @throws InputError for one that there is not */
export function formatsOf(list: string): ReportFormat[] {
  const known = Object.keys(reporters) as ReportFormat[];
  return list.split(',').map((name) => {
    const format = known.find((candidate) => candidate === name.trim());
    if (format === undefined) {
      const all = known.join(', ');
      throw badInput(
        '--format',
        `unknown format ${name}: write one of ${all}`,
        `未対応の形式です: ${name}。指定できるもの: ${all}`,
      );
    }
    return format;
  });
}

/** What is asked for, else what the profile wants, else a report for people and one for programs. @throws InputError */
export function formatsFor(asked: string | undefined, {formats}: Profile): ReportFormat[] {
  return formatsOf(asked ?? (formats.length === 0 ? 'html,json' : formats.join(',')));
}
