import {TransportError, type Connection} from '../connection.ts';

/** Shells that OpenSSH for Windows starts, as its registry value DefaultShell says. */
export type WindowsShell = 'cmd' | 'powershell';

const longestAnswer = 4096;

function shellOf(text: string): WindowsShell | null {
  if (/[a-z]:\\[^\r\n]{0,200}powershell/i.test(text)) return 'powershell';
  return /[a-z]:\\[^\r\n]{0,200}cmd\.exe/i.test(text) ? 'cmd' : null;
}

/** Which shell the account has, by what it prints for `question`. @throws TransportError `unsupported` when it is none of Windows */
export async function findShell(
  connection: Connection,
  question: string,
  {signal, helloMs}: {readonly signal: AbortSignal; readonly helloMs: number},
): Promise<WindowsShell> {
  let text = '';
  const take = (chunk: Buffer): void => {
    if (text.length < longestAnswer) text += chunk.toString('latin1').replaceAll('\0', '');
  };
  const channel = await connection.exec(question, {stdout: take, stderr: () => undefined});
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
    channel.kill();
  }, helloMs);
  const stop = (): void => channel.kill();
  signal.addEventListener('abort', stop);
  try {
    channel.end();
    await channel.done;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw new TransportError('stopped', 'the run was stopped');
  if (late.signal.aborted) throw new TransportError('timeout', 'no answer from the login shell');
  const shell = shellOf(text);
  if (shell === null) throw new TransportError('unsupported', 'the login shell is neither cmd nor PowerShell');
  return shell;
}
