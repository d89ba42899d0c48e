import {z} from 'zod';
import {canonicalJson} from './canonical.ts';
import {portStates, type NmapHost, type NmapScan} from './nmap-xml/types.ts';
import {readPorts} from './port-list.ts';

const transport = z.enum(['tcp', 'udp', 'sctp', 'ip']).nullable();
const ports = z
  .string()
  .refine((text) => readPorts(text) !== null)
  .nullable();
const number = z.int().min(0).max(65_535);

/** Of a reported host what facts are made of; the rest is kept as it is. */
const Reported = z.object({
  nmap: z.object({
    scanner: z.string(),
    version: z.string().nullable(),
    finished: z.enum(['success', 'error']).nullable(),
    cut: z.boolean(),
    scans: z.array(z.object({type: z.string(), transport, ports})),
  }),
  host: z.object({
    timedOut: z.boolean(),
    unread: z.int(),
    ports: z.array(z.object({transport, port: number, state: z.enum(portStates)})),
    extraPorts: z.array(
      z.object({state: z.enum(portStates), count: z.int(), reasons: z.array(z.object({ports, transport}))}),
    ),
  }),
});

/** One host of a report as evidence: one line of JSON. */
export function writeReportedHost(scan: NmapScan, host: NmapHost): string {
  return canonicalJson({nmap: scan, host});
}

/** What `writeReportedHost` wrote; null: it is none. */
export function readReportedHost(text: string): z.infer<typeof Reported> | null {
  if (!text.startsWith('{')) return null;
  try {
    const read = Reported.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
