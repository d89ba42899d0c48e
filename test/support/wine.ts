import {execFile} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** A Windows of its own, below a folder of the test. */
export interface Wine {
  /** Puts text in the form of `.reg` files into its registry. */
  readonly register: (text: string) => Promise<void>;
  /** Runs a batch file in a folder; returns what it said. */
  readonly batch: (folder: string, file: Buffer, args: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts a Windows below a folder. Each call of it is bounded in time. */
export async function startWine(below: string): Promise<Wine> {
  const prefix = join(below, 'wine');
  // Without a time zone of its own the tests would tell the time of this machine.
  const env = {PATH: '/usr/bin:/bin', HOME: below, WINEPREFIX: prefix, WINEDEBUG: '-all', LC_ALL: 'C.UTF-8', TZ: 'UTC'};
  const call = async (program: string, args: readonly string[], seconds: number, cwd = below): Promise<string> => {
    const {stdout} = await run(program, args, {env, cwd, timeout: seconds * 1000, encoding: 'latin1'});
    return stdout;
  };
  mkdirSync(prefix);
  await call('/usr/bin/wine', ['wineboot', '--init'], 120);
  return {
    register: async (text) => {
      const path = join(below, 'values.reg');
      writeFileSync(path, `REGEDIT4\r\n\r\n${text.replaceAll('\n', '\r\n')}`, 'latin1');
      await call('/usr/bin/wine', ['regedit', '/S', path], 60);
    },
    batch: async (folder, file, args) => {
      if (!existsSync(folder)) mkdirSync(folder);
      writeFileSync(join(folder, 'kit.bat'), file);
      return call('/usr/bin/wine', ['cmd', '/c', 'kit.bat', ...args], 110, folder);
    },
    stop: async () => {
      await call('/usr/bin/wineserver', ['--kill'], 20).catch(() => undefined);
    },
  };
}

/** Paths of the answer files in a folder. */
export const answerFilesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.answers'))
    .map((name) => join(folder, name));
