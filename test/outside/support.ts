import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {packageRoot} from '../../src/model/paths.ts';
import type {Finding} from '../../src/model/finding.ts';
import type {Fact} from '../../src/model/fact.ts';
import {readLines, Workshop} from '../scan/support.ts';

/** Looks from outside at servers on loopback, by the checks that the project comes with. */
export interface View {
  readonly fact: (asset: string, name: string) => Fact | undefined;
  /** Value of a fact that is known. */
  readonly value: (asset: string, name: string) => unknown;
  /** Outcome by subject; `-` where there is none. */
  readonly outcomes: (asset: string, check: string) => Readonly<Record<string, string>>;
}

export interface Seen {
  readonly address: string;
  readonly kind?: string;
  /** Services at their ports: `smtp/2525`. */
  readonly services: readonly string[];
}

const trials = {by: '情報システム課長', until: '2099-03-31'};

/** Scans once. `assets` by their ids; trials are allowed. */
export async function look(shop: Workshop, assets: Readonly<Record<string, Seen>>): Promise<View> {
  shop.writeInventory({
    zones: [{id: 'office', policy: 'office', trials}],
    assets: Object.entries(assets).map(([id, {address, kind = 'server', services}]) => ({
      ...{id, kind, zone: 'office', address},
      access: [{via: 'nmap', ports: services.map((each) => each.split('/')[1]).join(','), services}],
    })),
  });
  const checks = join(packageRoot, 'checks');
  const ended = await shop.run(['scan', shop.inventory, '--checks', checks, '--out', 'run', '--quiet']);
  if (ended.code === 4 || ended.code === 2) throw new Error(ended.stderr);
  const facts = readLines(shop.path('run', 'facts.jsonl')) as {asset: string; facts: Record<string, Fact>}[];
  const findings = readLines(shop.path('run', 'findings.jsonl')) as Finding[];
  const factOf = (asset: string, name: string): Fact | undefined =>
    facts.find((line) => line.asset === asset)?.facts[name];
  return {
    fact: factOf,
    value: (asset, name) => {
      const fact = factOf(asset, name);
      return fact?.state === 'known' ? fact.value : null;
    },
    outcomes: (asset, check) =>
      Object.fromEntries(
        findings
          .filter((finding) => finding.asset === asset && finding.check === check)
          .map(({subject, outcome}) => [subject ?? '-', outcome.status]),
      ),
  };
}

/** A certificate that signs itself, and its key, in a folder. */
export function makeCertificate(folder: string, name: string): {readonly certificate: string; readonly key: string} {
  const [certificate, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const options = ['-subj', `/CN=${name}`, '-keyout', key, '-out', certificate];
  execFileSync('openssl', [...words, ...options], {stdio: 'pipe'});
  return {certificate, key};
}
