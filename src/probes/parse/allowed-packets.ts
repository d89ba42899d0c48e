import type {Allowed, Match} from './ruleset.ts';

const most = 2000;
const mostTried = 20_000;

/** Collects what the rules of one family let in, each kind of packet once. */
export class AllowedPackets {
  readonly list: Allowed[] = [];
  understood = true;
  #tried = 0;
  readonly #keys = new Set<string>();
  readonly #family: 'ip' | 'ip6';

  constructor(family: 'ip' | 'ip6') {
    this.#family = family;
  }

  add(match: Match): void {
    if (!match.understood) this.understood = false;
    const loopback = match.interfaces?.every((name) => name === 'lo') ?? false;
    if (match.established || loopback) return;
    const foreign = this.#family === 'ip' ? 'icmpv6' : 'icmp';
    for (const protocol of (match.protocols ?? ['any']).filter((name) => name !== foreign))
      for (const [from, to] of match.ports ?? [[null, null] as const])
        for (const source of match.sources ?? [null])
          for (const name of match.interfaces ?? [null]) {
            this.#tried += 1;
            if (this.#tried > mostTried) {
              this.understood = false;
              return;
            }
            this.#push({family: this.#family, protocol, from, to, source, interface: name, narrowed: match.narrowed});
          }
  }

  #push(allowed: Allowed): void {
    const key = JSON.stringify(allowed);
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    if (this.list.length < most) this.list.push(allowed);
    else this.understood = false;
  }
}
