/** Whether a pattern of the shell fits a path: `*` and `?` stand for anything but `/` and a dot at the beginning of a name. */
export function fitsPattern(pattern: string, path: string): boolean {
  const [wanted, names] = [pattern.split('/'), path.split('/')];
  return wanted.length === names.length && wanted.every((part, at) => fitsName(part, names[at] ?? ''));
}

/** NAME_MAX of Linux: no file has a longer name. */
const longestName = 255;

function fitsName(part: string, name: string): boolean {
  if (!/[*?]/.test(part)) return part === name;
  return name.length <= longestName && name.startsWith('.') === part.startsWith('.') && fitsStars(part, name);
}

/**
 * Devices write such patterns: as a regular expression one with a few stars would run for ages. Only the last star that was met is
 * ever given more, so that both lengths multiplied bound the steps.
 */
function fitsStars(part: string, name: string): boolean {
  let [at, place, star, taken] = [0, 0, -1, 0];
  while (place < name.length) {
    if (part[at] === '*') {
      [star, taken] = [at, place];
      at += 1;
    } else if (part[at] === '?' || part[at] === name[place]) {
      at += 1;
      place += 1;
    } else if (star === -1) {
      return false;
    } else {
      taken += 1;
      [at, place] = [star + 1, taken];
    }
  }
  while (part[at] === '*') at += 1;
  return at === part.length;
}
