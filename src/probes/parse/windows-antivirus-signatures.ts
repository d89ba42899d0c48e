import {registry} from '../../model/ask.ts';
import {numberIn, textIn, type RegistryKey} from '../../model/registry.ts';
import type {RegistryAsk} from '../../model/windows-ask.ts';
import {dayOf} from './signature-day.ts';
import {on, type Settings} from './windows-settings.ts';

interface Source {
  readonly product: string;
  readonly asks: readonly RegistryAsk[];
  readonly dated: (key: RegistryKey) => string | null;
}

/** Setup of 32 bits writes below WOW6432Node. */
function both(id: string, key: string, values: readonly string[]): RegistryAsk[] {
  return [
    registry(`HKLM\\SOFTWARE\\${key}`, {id, values}),
    registry(`HKLM\\SOFTWARE\\WOW6432Node\\${key}`, {id: `${id}-32`, values}),
  ];
}

const dated =
  (name: string) =>
  (key: RegistryKey): string | null => {
    const value = key.values.get(name.toLowerCase());
    return value?.kind === 'text' ? textIn(key, name) : value?.kind === 'number' ? String(numberIn(key, name)) : null;
  };

const officeScan = both('trend-pattern', 'TrendMicro\\PC-cillinNTCorp\\CurrentVersion\\Misc.', ['PatternDate']);
const officeScanScan = both(
  'trend-real-time',
  'TrendMicro\\PC-cillinNTCorp\\CurrentVersion\\Real Time Scan Configuration',
  ['Enable'],
);

const symantecState = 'Symantec\\Symantec Endpoint Protection\\CurrentVersion\\public-opstate';
const symantecScan = both(
  'symantec-real-time',
  'Symantec\\Symantec Endpoint Protection\\AV\\Storages\\Filesystem\\RealTimeScan',
  ['OnOff'],
);

/** Where makers write the day of their signatures: `20261120`, `2026-11-20`, `2026/11/20`. */
const sources: readonly Source[] = [
  {product: 'trend-apex-one', asks: officeScan, dated: dated('PatternDate')},
  {
    product: 'symantec-sep',
    asks: both('symantec-definitions', symantecState, ['LatestVirusDefsDate']),
    dated: dated('LatestVirusDefsDate'),
  },
  {product: 'trellix-ens', asks: both('trellix-dat', 'McAfee\\AVEngine', ['AVDatDate']), dated: dated('AVDatDate')},
  {
    product: 'trellix-ens',
    asks: [
      registry('HKLM\\SOFTWARE\\McAfee\\AVSolution\\DS\\DS', {
        id: 'trellix-content',
        values: ['szContentCreationDate'],
      }),
    ],
    dated: dated('szContentCreationDate'),
  },
  {
    product: 'eset-endpoint',
    asks: [
      registry('HKLM\\SOFTWARE\\ESET\\ESET Security\\CurrentVersion\\Info', {
        id: 'eset-scanner',
        values: ['ScannerVersion'],
      }),
    ],
    // `30234 (20261120)`
    dated: (key) => /\((?<day>\d{8})\)$/.exec(dated('ScannerVersion')(key) ?? '')?.groups?.['day'] ?? null,
  },
];

const realTimeSwitches: Readonly<Record<string, readonly [asks: readonly RegistryAsk[], value: string]>> = {
  'trend-apex-one': [officeScanScan, 'Enable'],
  'symantec-sep': [symantecScan, 'OnOff'],
};

export const antivirusSignatureAsks: readonly RegistryAsk[] = [
  ...sources.flatMap(({asks}) => asks),
  ...officeScanScan,
  ...symantecScan,
];

/** Day of the signatures of a product, the newest that its maker wrote down. null: it is not told in the registry. */
export function signatureDay(read: Settings, product: string): string | null {
  const own = sources.filter((source) => source.product === product);
  const days = own.flatMap((source) =>
    source.asks.flatMap((ask) => {
      const key = read.key(ask);
      const told = key === null || key === undefined ? null : source.dated(key);
      const day = told === null ? null : dayOf(told);
      return day === null ? [] : [day];
    }),
  );
  return days.sort().at(-1) ?? null;
}

/** Whether a product scans what is opened, as it wrote down. null: not told. */
export function scansOnAccess(read: Settings, product: string): boolean | null {
  const [asks, value] = realTimeSwitches[product] ?? [[], ''];
  return asks.map((ask) => on(read.number(ask, value)) ?? null).find((told) => told !== null) ?? null;
}
