import {iptablesChains} from './iptables.ts';
import {nftChains} from './nft.ts';
import type {Chain} from './ruleset.ts';

/** What the kernel filters; `seen` is false when a part could not be listed, or not be told apart. */
export interface Kernel {
  readonly chains: readonly Chain[];
  readonly legacy: boolean;
  readonly nft: boolean;
  readonly seen: boolean;
}

/** Reads the answer of the `firewall-rules` ask. */
export function readKernel(body: string): Kernel {
  const parts = body.split(/^== (?=ip |ip6 |nft$)/m);
  const part = (head: string): string => parts.find((one) => one.startsWith(head)) ?? '';
  const [v4, v6, nft] = [part('ip '), part('ip6 '), part('nft')];
  const done = (one: string): boolean => /^== ok$/m.test(one);
  const viaIptables = (one: string): boolean => one.includes('*filter');
  const tables = nftChains(nft);
  const chains = [...iptablesChains(v4, 'ip'), ...iptablesChains(v6, 'ip6').map(distinct), ...tables.chains];
  return {
    chains,
    legacy: viaIptables(v4) || viaIptables(v6),
    nft: nft.includes('table '),
    seen: tables.understood && done(v4) && done(v6) && (done(nft) || (viaIptables(v4) && viaIptables(v6))),
  };
}

/** The two address families of iptables share their chain names. */
function distinct(chain: Chain): Chain {
  const rules = chain.rules.map((rule) =>
    'chain' in rule.verdict ? {...rule, verdict: {...rule.verdict, chain: `6 ${rule.verdict.chain}`}} : rule,
  );
  return {...chain, name: `6 ${chain.name}`, rules};
}
