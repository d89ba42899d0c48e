/** Under this name stands the identification line of an SSH server, where it tells what the asset is. Nothing is sent for it. */
export const sshServerAsk = 'identify:ssh-server';

/** Whether an identification line is that of the SSH server of Windows: `SSH-2.0-OpenSSH_for_Windows_9.5`. Others run on either. */
export const isWindowsServer = (software: string): boolean => /^SSH-2\.0-OpenSSH_for_Windows/i.test(software);
