/** The program comes on stdin, to its end, before anything of it runs: nothing of it stands on a command line or on a disk. */
const takesProgram = 'Invoke-Expression (@($input) -join [char]10)';

/** Everything that is ever executed on Windows: the rest is told to it on stdin. */
export const windowsCommands = {
  /** A text that each shell prints otherwise: cmd fills in the first word, PowerShell the second, a POSIX shell neither. */
  find: 'echo %COMSPEC% $PSHOME',
  cmd: `powershell -NoProfile -NonInteractive -Command "${takesProgram}"`,
  // It must not start another one: both would read the same stdin.
  powershell: takesProgram,
} as const;
