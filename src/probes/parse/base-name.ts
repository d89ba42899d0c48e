/** `sshd` of `/etc/pam.d/sshd`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
