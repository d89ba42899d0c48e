/** Whether a pattern of the shell fits a path: `*` and `?` stand for anything but `/` and a dot at the beginning of a name. */
export function fitsPattern(pattern: string, path: string): boolean {
  const [wanted, names] = [pattern.split('/'), path.split('/')];
  return wanted.length === names.length && wanted.every((part, at) => fitsName(part, names[at] ?? ''));
}

function fitsName(part: string, name: string): boolean {
  if (!/[*?]/.test(part)) return part === name;
  const source = part
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return name.startsWith('.') === part.startsWith('.') && new RegExp(`^${source}$`, 's').test(name);
}
