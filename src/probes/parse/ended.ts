/** Lines of an answer whose last line is `.`; `ended` is false where that line is missing: the command died on its way. */
export function untilEnd(text: string): {readonly lines: string[]; readonly ended: boolean} {
  const lines = text.split('\n');
  return lines.at(-1) === '.' ? {lines: lines.slice(0, -1), ended: true} : {lines, ended: false};
}
