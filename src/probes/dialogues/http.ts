import type {Dialogue, WireStep} from '../../model/outside.ts';

const request = (method: string, more: string): WireStep => ({
  do: 'send',
  bytes: `${method} / HTTP/1.1\\r\\nHost: {{host}}\\r\\nUser-Agent: mizumori\\r\\nAccept: */*\\r\\n${more}Connection: close\\r\\n\\r\\n`,
});

/** The head of an answer, up to its empty line. */
const head: WireStep = {do: 'read', end: {at: 'line', like: '^$'}, like: '^HTTP/1\\.[01] [0-9]{3}'};
const body = (count: number): WireStep => ({do: 'read', end: {at: 'bytes', count}});

const page: readonly WireStep[] = [request('GET', ''), head, body(16_384)];
const echo: readonly WireStep[] = [request('TRACE', 'X-Mizumori: trace\\r\\n'), head, body(2048)];
const tls: WireStep = {do: 'tls'};

const plainPorts = [
  80, 81, 591, 631, 3000, 5601, 5800, 5985, 7001, 8000, 8001, 8008, 8080, 8081, 8082, 8083, 8088, 8090, 8123, 8161,
  8200, 8500, 8530, 8800, 8880, 8888, 9000, 9001, 9080, 9090, 9091, 15_672, 16_992, 47_001,
];
const tlsPorts = [443, 4443, 4444, 5986, 7002, 8443, 8444, 8531, 8834, 9443, 10_000, 10_443, 16_993];

const common = {class: 'read', transport: 'tcp', seconds: 12, limit: 49_152} as const;

/** RFC 9110: the page at the root. Of a long one, its beginning. */
export const httpDialogue: Dialogue = {...common, id: 'http', service: 'http', ports: plainPorts, steps: page};
export const httpsDialogue: Dialogue = {
  ...common,
  ...{id: 'https', service: 'https', ports: tlsPorts, steps: [tls, ...page]},
};

/** RFC 9110, 9.3.8: whether what was sent comes back. */
export const traceDialogue: Dialogue = {...httpDialogue, id: 'http-trace', steps: echo};
export const tlsTraceDialogue: Dialogue = {...httpsDialogue, id: 'https-trace', steps: [tls, ...echo]};
