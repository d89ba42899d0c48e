/** Programs that write nothing of authentication, and whose messages files of their packages discard. */
const otherPrograms = ['[CLOUDINIT]', 'haproxy', 'NetworkManager', 'nm-', 'acpid', '[acpid]'];

const byProgram = /^:(?:programname|syslogtag)\s?,\s?(?:isequal|startswith)\s?,\s?"(?<program>[^"]*)"/i;
const comparison =
  /\$(?:programname|syslogtag)\s?(?:==|startswith)\s?(?:"(?<program>[^"]{0,200})"|'(?<quoted>[^']{0,200})')/gi;
const severity = /\$syslogseverity\s?[<>=]{1,2}\s?\d/gi;

/** Programs one of which a condition of `if` demands, whatever else it does; null where it may hold for others too. */
function programsOf(line: string): string[] | null {
  const condition = /^if\b(?<text>.{0,2000}?)\bthen\b/i.exec(line)?.groups?.['text'] ?? '';
  const shape = condition.replace(comparison, 'P').replace(severity, 'S').replace(/\s/g, '');
  if (!/^\(*P\)*(?:or\(*P\)*)*(?:and\(*S\)*)*$/i.test(shape)) return null;
  return [...condition.matchAll(comparison)].map(({groups}) => groups?.['program'] ?? groups?.['quoted'] ?? '');
}

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
  const isOther = (program: string): boolean => otherPrograms.some((other) => program.startsWith(other));
  if (/\belse\b/i.test(withoutQuoted(line))) return true;
  const programs = programsOf(line);
  if (programs !== null) return !programs.every(isOther);
  if (/\bor\b/i.test(withoutQuoted(line))) return true;
  const facility = byFacility.exec(line)?.groups?.['facility'];
  if (facility !== undefined) return takesAuth(`${facility}.*`);
  const program = byProgram.exec(line)?.groups?.['program'];
  return program === undefined || !isOther(program);
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
  // Of each open block whether its condition may hold for records of authentication; a line may open any number of them.
  const heads: boolean[] = [];
  let closed = 0;
  let condition = '';
  const known = new Map<string, boolean>();
  const mayTake = (line: string): boolean => {
    const may = known.get(line) ?? mayTakeLogins(line);
    known.set(line, may);
    return may;
  };
  let thinned = false;
  let tls = false;
  return lines.map((line) => {
    const mode = /^\$ActionSendStreamDriverMode\s+(?<mode>\S+)/i.exec(line)?.groups?.['mode'];
    if (mode !== undefined) tls = mode === '1';
    if (/^\$ResetConfigVariables\b/i.test(line)) tls = false;
    if (!line.startsWith('&')) condition = line;
    const braces = withoutQuoted(line).replace(/[^{}]/g, '');
    const found = {line, inBlock: heads.length > 0 || braces.includes('{'), thinned, tls};
    if (discards(line) && closed === 0 && mayTake(condition)) thinned = true;
    for (const brace of braces) {
      if (brace === '{') heads.push(mayTake(line));
      const changed = brace === '{' ? heads.at(-1) : heads.pop();
      if (changed === false) closed += brace === '{' ? 1 : -1;
    }
    return found;
  });
}
