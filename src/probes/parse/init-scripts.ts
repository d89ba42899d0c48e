export type InitSystem = 'systemd' | 'openrc' | 'sysv' | 'none';

export interface Unit {
  /** `ssh.service`; a bare name for OpenRC and System V init. */
  readonly name: string;
  /** State of the unit file as systemd calls it; null for other init systems and units without a file. */
  readonly state: string | null;
  /** Started at boot by itself; null when another unit decides that. */
  readonly enabled: boolean | null;
  /** Started and not ended; a service that has done its work and ended is not running. */
  readonly running: boolean | null;
}

export interface ServiceList {
  readonly system: InitSystem;
  /** Sorted by name. */
  readonly units: readonly Unit[];
  /** False when there may be more units, or the state of their files is not known. */
  readonly complete: boolean;
  /** False when it is not known what runs. */
  readonly runningKnown: boolean;
}

/** Lines under each heading `:name`. */
export function sections(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    if (/^:[a-z]{1,10}$/.test(line)) {
      lines = [];
      found.set(line.slice(1), lines);
    } else if (line.trim() !== '') lines.push(line.trim());
  }
  return found;
}

function linkNames(lines: readonly string[] | undefined): string[] {
  const paths = (lines ?? []).flatMap((line) => line.split(/\s+/)).filter((path) => !path.includes('*'));
  return paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
}

/** OpenRC and System V init: scripts under /etc/init.d, links that say what is started, and on OpenRC what was. */
export function scripts(system: 'openrc' | 'sysv', text: string): ServiceList {
  const parts = sections(text);
  const links = linkNames(parts.get('enabled')).map((name) => (system === 'sysv' ? name.replace(/^S\d\d/, '') : name));
  const enabled = new Set(links);
  const started = parts.get('running');
  const running = new Set(linkNames(started));
  const names = [...new Set([...linkNames(parts.get('all')), ...enabled])].filter(
    (name) => !/^(?:README|functions\.sh|skeleton)$/.test(name),
  );
  const units = names.sort().map((name) => ({
    name,
    state: null,
    enabled: enabled.has(name),
    running: started === undefined ? null : running.has(name),
  }));
  return {system, units, complete: parts.has('all'), runningKnown: started !== undefined};
}
