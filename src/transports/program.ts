import {execFile} from 'node:child_process';

/** Runs a program of this machine without a shell, for credentials of the form `command:`. Ended after ten seconds. */
export function runProgram(argv: readonly string[]): Promise<{readonly exitCode: number; readonly stdout: Uint8Array}> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve, reject) => {
    execFile(program, rest, {encoding: 'buffer', timeout: 10_000, maxBuffer: 65_536}, (error, stdout) => {
      if (error === null) resolve({exitCode: 0, stdout});
      else if (typeof error.code === 'number') resolve({exitCode: error.code, stdout});
      else reject(Object.assign(new Error('the program cannot be run'), {code: error.code}));
    });
  });
}
