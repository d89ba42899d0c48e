/** Programs that write nothing of authentication, and whose messages files of their packages discard. */
const otherPrograms = ['[CLOUDINIT]', 'haproxy'];

const byProgram = [
  /^:(?:programname|syslogtag)\s?,\s?(?:isequal|startswith)\s?,\s?"(?<program>[^"]*)"/i,
  /^if\s+\(?\s?\$(?:programname|syslogtag)\s?(?:==|startswith)\s?(?:"(?<program>[^"]*)"|'(?<quoted>[^']*)')\s?\)?\s?then\b/i,
];

const byFacility = /^if\s+\(?\s?\$syslogfacility-text\s?==\s?["'](?<facility>[a-z]+[0-7]?)["']/i;

function withoutQuoted(line: string): string {
  return line.replace(/"[^"]*"|'[^']*'/g, '""');
}

/** Whether messages can end at this line: `stop`, and `~` of older releases. */
function discards(line: string): boolean {
  return /(?:^|[\s{};)])(?:stop|~)(?:[\s{};]|$)/i.test(withoutQuoted(line));
}

/** Whether a selector lets through any message of auth or authpriv. */
function takesAuth(selector: string): boolean {
  const taken = new Set<string>();
  for (const part of selector.split(';')) {
    const dot = part.lastIndexOf('.');
    const named = part.slice(0, dot).replace('security', 'auth').split(',');
    for (const facility of ['auth', 'authpriv']) {
      const meant = named.includes(facility) || named.includes('*');
      // A facility may be told by its number.
      const maybe = meant || named.some((name) => /^\d+$/.test(name));
      if (part.slice(dot + 1) !== 'none') {
        if (maybe) taken.add(facility);
      } else if (meant) taken.delete(facility);
    }
  }
  return taken.size > 0;
}

/** Whether the condition at the start of a line may hold for records of authentication; true where it is not understood. */
function mayTakeLogins(line: string): boolean {
  const selector = /^[a-z0-9*,]+\.\S+/i.exec(line)?.[0];
  if (selector !== undefined) return takesAuth(selector);
  if (/\b(?:or|else)\b/i.test(withoutQuoted(line))) return true;
  const facility = byFacility.exec(line)?.groups?.['facility'];
  if (facility !== undefined) return takesAuth(`${facility}.*`);
  const groups = byProgram.map((pattern) => pattern.exec(line)?.groups).find((found) => found !== undefined);
  const program = groups?.['program'] ?? groups?.['quoted'];
  return program === undefined || !otherPrograms.some((other) => program.startsWith(other));
}

/** A line, and what those before it decide for it. */
export interface Placed {
  readonly line: string;
  readonly inBlock: boolean;
  /** Whether records of authentication may have been discarded before. */
  readonly thinned: boolean;
  /** Whether a target of the old style is spoken to by TLS. */
  readonly tls: boolean;
}

/** Lines with what the order of them decides: rsyslog runs through its rules from the first to the last. */
export function placed(lines: readonly string[]): Placed[] {
  const heads: string[] = [];
  let condition = '';
  let thinned = false;
  let tls = false;
  return lines.map((line) => {
    const mode = /^\$ActionSendStreamDriverMode\s+(?<mode>\S+)/i.exec(line)?.groups?.['mode'];
    if (mode !== undefined) tls = mode === '1';
    if (/^\$ResetConfigVariables\b/i.test(line)) tls = false;
    if (!line.startsWith('&')) condition = line;
    const braces = withoutQuoted(line).replace(/[^{}]/g, '');
    const found = {line, inBlock: heads.length > 0 || braces.includes('{'), thinned, tls};
    if (discards(line) && [...heads, condition].every(mayTakeLogins)) thinned = true;
    for (const brace of braces) {
      if (brace === '{') heads.push(line);
      else heads.pop();
    }
    return found;
  });
}
