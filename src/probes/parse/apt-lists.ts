/** The package lists that apt has fetched. */
export interface AptLists {
  /** By when something was out that suites such as `bookworm/main` hold, UTC ISO 8601; null where their lists are not known. */
  heldBy(suites: readonly string[]): string | null;
}

const list = /_dists_(?<suite>[^/]{1,300})_(?:In)?Release$/;
const dateLine =
  /^(?<path>\/[^:]{1,500}):Date: (?<date>[A-Z][a-z]{2}, {1,2}\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d\d:\d\d) (?:UTC|GMT|\+0000)$/;

function datesIn(lines: readonly string[]): Map<string, string> {
  const found = lines.flatMap((line): [string, string][] => {
    const {path = '', date = ''} = dateLine.exec(line)?.groups ?? {};
    const time = Date.parse(`${date} UTC`);
    return Number.isNaN(time) ? [] : [[path, new Date(time).toISOString()]];
  });
  return new Map(found);
}

const latest = (times: readonly string[]): string | null => [...times].sort().at(-1) ?? null;
const earliest = (times: readonly string[]): string | null => [...times].sort().at(0) ?? null;

/** Of `buster/updates/main`: `buster_updates`. What ends in a slash is a folder without a suite. */
function fileNameOf(suite: string): string {
  return suite.endsWith('/') ? '' : suite.replace(/\/[^/]*$/, '').replaceAll('/', '_');
}

/**
 * From lines `path:Date: …` and the times of the files by path, which are those of the server or when they were fetched. Archives
 * whose suites have the same name are not told apart: the newest counts.
 */
export function aptLists(lines: readonly string[], stamps: ReadonlyMap<string, string>, asOf: string): AptLists {
  const dates = datesIn(lines);
  const bySuite = new Map<string, string[]>();
  for (const [path, stamp] of stamps) {
    const suite = list.exec(path)?.groups?.['suite'];
    if (suite === undefined) continue;
    const at = earliest([stamp, dates.get(path) ?? stamp, asOf]) ?? asOf;
    bySuite.set(suite, [...(bySuite.get(suite) ?? []), at]);
  }
  const heldBy = (suites: readonly string[]): string | null =>
    earliest(suites.flatMap((suite) => latest(bySuite.get(fileNameOf(suite)) ?? []) ?? []));
  return {heldBy};
}
