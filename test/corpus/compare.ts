/** What our parser made of one recorded file, next to what is known to be in it. Values are counted, names are `file: key`. */
export interface Verdict {
  readonly right: number;
  /** Expected, but not told by us. */
  readonly missing: readonly string[];
  /** Told by us, but otherwise than expected, or not expected at all. */
  readonly wrong: readonly string[];
}

export interface SourceResult {
  readonly source: string;
  /** Files with known values in the folder. */
  readonly read: number;
  /** Of these, the files that one of our parsers is meant for. */
  readonly parsed: number;
  readonly verdict: Verdict;
}

export type Values = Readonly<Record<string, unknown>>;

export function compare(file: string, expected: Values, actual: Values): Verdict {
  const missing: string[] = [];
  const wrong: string[] = [];
  let right = 0;
  for (const [key, value] of Object.entries(expected)) {
    const [wanted, told] = [JSON.stringify(value), JSON.stringify(actual[key])];
    if (actual[key] === undefined) missing.push(`${file}: ${key}`);
    else if (wanted === told) right += 1;
    else wrong.push(`${file}: ${key} is ${wanted}, not ${told}`);
  }
  const invented = Object.keys(actual).filter((key) => !(key in expected));
  wrong.push(...invented.map((key) => `${file}: there is no ${key}`));
  return {right, missing, wrong};
}

export function sum(verdicts: readonly Verdict[]): Verdict {
  return {
    right: verdicts.reduce((count, {right}) => count + right, 0),
    missing: verdicts.flatMap(({missing}) => missing),
    wrong: verdicts.flatMap(({wrong}) => wrong),
  };
}
