import {untilEnd} from './ended.ts';

export interface LogFile {
  readonly path: string;
  /** Octal, without file type. */
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
}

/** Answer of the `log-files` ask; not complete when a line was not understood, a folder was closed to us or the end is missing. */
export function readLogFiles(text: string): {readonly files: readonly LogFile[]; readonly complete: boolean} {
  const {lines: all, ended} = untilEnd(text);
  const lines = all.filter((line) => line !== '');
  const files = lines.flatMap((line): LogFile[] => {
    const groups = /^(?<mode>[0-7]{1,4}) (?<uid>\d{1,10}) (?<gid>\d{1,10}) (?<path>\/.*)$/.exec(line)?.groups;
    if (!groups) return [];
    return [
      {path: groups['path'] ?? '', mode: groups['mode'] ?? '', uid: Number(groups['uid']), gid: Number(groups['gid'])},
    ];
  });
  return {files, complete: ended && files.length === lines.length};
}
