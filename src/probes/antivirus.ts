import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field} from '../model/probe.ts';
import {antivirusAsk, clamdFiles} from './asks/antivirus.ts';
import {packagesAsk} from './asks/packages.ts';
import {processesAsk} from './asks/processes.ts';
import {schedulesAsk} from './asks/schedules.ts';
import {servicesAsk} from './asks/services.ts';
import {antivirusState} from './parse/antivirus-details.ts';
import {candidates, installedProducts} from './parse/antivirus-installed.ts';
import type {AntivirusEvidence} from './parse/antivirus-state.ts';
import {untilEnd} from './parse/ended.ts';
import {flag, flagOrNull, text, textOrNull} from './parse/fields.ts';
import {readPackages} from './parse/package-list.ts';
import {readProcesses, type ProcessList} from './parse/process-list.ts';
import {reading, type Reading} from './parse/reading.ts';
import {readServices} from './parse/service-list.ts';
import {windowsAntivirusAsks, windowsAntivirusState} from './parse/windows-antivirus-state.ts';

const Antivirus = z.object({
  /** Products that are installed; the fact is complete when all of them are. A null is what a product does not tell here. */
  products: z.array(
    z.object({
      id: text('Product id', '製品ID'),
      vendor: text('Vendor', '提供元'),
      product: text('Product', '製品'),
      version: textOrNull('Version', 'バージョン'),
      running: flagOrNull('Running', '稼働中'),
      signatures: flag('Detects by signatures', '定義ファイルによる検知'),
      realTime: flagOrNull('Scans files when they are opened', 'リアルタイム検査'),
      signatureAt: field(z.iso.datetime().nullable(), 'Signatures built at', '定義ファイルの作成日時'),
      autoUpdate: flagOrNull('Signatures updated automatically', '定義ファイルの自動更新'),
      scheduledScan: flagOrNull('Scheduled scan', '定期検査'),
    }),
  ),
});

function processesOf(read: Reading): ProcessList | null {
  const answer = read.command(processesAsk.id);
  try {
    return answer === null ? null : readProcesses(answer);
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    read.doubt();
    return null;
  }
}

function processTest(read: Reading): (name: string) => boolean | null {
  const found = processesOf(read);
  if (found === null) return () => null;
  const {list, complete} = found;
  return (name) => (list.some((process) => process.name === name) ? true : complete ? false : null);
}

type UnitTests = Pick<AntivirusEvidence, 'unitEnabled' | 'unitRuns'>;

function unitTests(read: Reading): UnitTests {
  const answer = read.command(servicesAsk.id);
  if (answer === null) return {unitEnabled: () => null, unitRuns: () => null};
  const {units, complete} = readServices(answer);
  return {
    unitEnabled(pattern) {
      const named = units.filter(({name}) => pattern.test(name));
      return named.some(({enabled}) => enabled === true) ? true : complete ? false : null;
    },
    unitRuns: (wanted) => units.find(({name}) => name === wanted || name === `${wanted}.service`)?.running ?? null,
  };
}

export const antivirus = defineProbe({
  fact: 'antivirus',
  title: {en: 'Anti-malware', ja: 'マルウェア対策ソフト'},
  cost: 'cheap',
  schema: Antivirus,
  ask: {
    linux: [antivirusAsk, packagesAsk, processesAsk, servicesAsk, ...clamdFiles, schedulesAsk],
    windows: windowsAntivirusAsks,
  },
  parse(answers, platform) {
    if (platform === 'windows') return windowsAntivirusState(answers);
    const {lines, ended} = untilEnd(answers.command(antivirusAsk.id).text);
    const receivedAt = answers.receivedAt(antivirusAsk.id);
    const read = reading(answers);
    if (!ended) read.doubt();
    const packagesAnswer = read.command(packagesAsk.id);
    const packages = packagesAnswer === null ? null : candidates(readPackages(packagesAnswer));
    if (packages?.complete === false || packages?.manager === 'none') read.doubt();
    const evidence = {
      read,
      packages,
      runs: processTest(read),
      ...unitTests(read),
      told: `${lines.join('\n')}\n`,
      receivedAt,
    };
    return read.result({products: installedProducts(evidence).map((product) => antivirusState(product, evidence))});
  },
});
