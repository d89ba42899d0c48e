import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {loadReferenceData} from '../../src/derive/data.ts';
import {termsOfWindows} from '../../src/derive/lifecycle-terms.ts';
import {windowsNamed} from '../../src/derive/windows-releases.ts';
import {compare, sum, type SourceResult, type Values, type Verdict} from './compare.ts';

interface Release {
  readonly label: string;
  readonly values: Values;
}

/** `11 24H2 (E)` with `lts`: as a person writes it. */
function spoken(label: string, cycle: string, isLong: boolean): string {
  const name = label.startsWith('Windows') ? label : `Windows ${label}`;
  const edition = cycle.includes('-iot')
    ? 'IoT Enterprise'
    : /\(E\)/.test(label)
      ? 'Enterprise'
      : /\(W\)/.test(label)
        ? 'Pro'
        : '';
  return `${name.replace(/ \([EW]\)| IoT| IOT| SAC| AC/g, '')} ${edition}${isLong ? ' LTSC' : ''}`.trim();
}

function releasesOf(text: string, prefix: string): Release[] {
  const blocks = text.split('---')[1]?.split('- releaseCycle: ').slice(1) ?? [];
  return blocks.flatMap((block) => {
    const value = (key: string): string | null =>
      new RegExp(`^ +${key}: "?([^"\\n]+)"?$`, 'm').exec(block)?.[1] ?? null;
    const cycle = /^"(?<cycle>[^"]+)"/.exec(block)?.groups?.['cycle'] ?? '';
    // A core without the desktop is no Windows of this data.
    if (cycle === '10-1507-iot') return [];
    const label = value('releaseLabel') ?? `${prefix} ${cycle}`;
    const isLong = cycle.endsWith('-lts');
    const paid = value('eoes');
    return [
      {
        label: spoken(
          label.startsWith('Windows') || prefix === 'Windows' ? label : `${prefix} ${label}`,
          cycle,
          isLong,
        ),
        values: {
          // The source has the end of this release twice, and the first is none of its days.
          ...(cycle === '10-1803-e' ? {} : {standard: value('eoas')}),
          free: value('eol'),
          ...(paid === null ? {} : {paid}),
        },
      },
    ];
  });
}

function check({label, values}: Release): Verdict {
  const data = loadReferenceData();
  const terms = termsOfWindows(windowsNamed(label, data.windows), data);
  const [term] = terms;
  const same = new Set(terms.map(({standard, free, paid}) => [standard, free, paid].join())).size === 1;
  const own: Values = term === undefined || !same ? {} : {standard: term.standard, free: term.free, paid: term.paid};
  return compare(label, values, Object.fromEntries(Object.entries(own).filter(([key]) => key in values)));
}

/** Our dates for Windows, found by the names of endoflife.date, against its own. */
export function windowsLifecycle(corpus: string): SourceResult {
  const read = (name: string, prefix: string): Release[] =>
    releasesOf(readFileSync(join(corpus, 'endoflife/products', name), 'utf8'), prefix);
  const releases = [...read('windows.md', 'Windows'), ...read('windows-server.md', 'Windows Server')];
  return {
    source: 'endoflife (windows)',
    read: releases.length,
    parsed: releases.length,
    verdict: sum(releases.map(check)),
  };
}
