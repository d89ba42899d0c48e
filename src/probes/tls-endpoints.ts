import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import type {GapReason} from '../model/evidence.ts';
import {defineOutsideProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {carriers, dialogueId, tlsDialogues, type Carrier} from './dialogues/tls.ts';
import {hellos} from './dialogues/tls-hellos.ts';
import {endpointOf, type EndpointTold} from './parse/tls/endpoint.ts';
import {Endpoint} from './parse/tls/schema.ts';
import {toldBy, type Told} from './parse/tls/told.ts';

/** What came of each hello, by port, in the order of the hellos. `gaps`: why some could not be asked at all. */
function told(answers: Answers, carrier: Carrier): {readonly byPort: Map<number, Told[]>; readonly gaps: Gap[]} {
  const before = carrier.steps.filter((step) => step.do === 'read').length;
  const byPort = new Map<number, Told[]>();
  const gaps: Gap[] = [];
  for (const {id, answered} of hellos) {
    try {
      for (const {port, transcript} of answers.wire(dialogueId(carrier, id)))
        byPort.set(port, [...(byPort.get(port) ?? []), toldBy(answered, before, transcript)]);
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      gaps.push(error);
    }
  }
  return {byPort, gaps};
}

const doubtful: Readonly<Record<Exclude<EndpointTold['state'], 'speaks' | 'other'>, GapReason>> = {
  refused: 'no-common-algorithm',
  unclear: 'timeout',
};

/** Where TLS is spoken, which versions and suites of it are taken, and by which certificate. */
export const tlsEndpoints = defineOutsideProbe({
  fact: 'tlsEndpoints',
  title: {en: 'TLS from outside', ja: '外部から見たTLS'},
  schema: z.object({endpoints: field(z.array(Endpoint), 'TLS servers', 'TLSサーバ')}),
  outside: {
    dialogues: tlsDialogues,
    parse(answers) {
      const endpoints: Endpoint[] = [];
      const doubts: GapReason[] = [];
      const read = carriers.map((carrier) => ({carrier, ...told(answers, carrier)}));
      const [first] = read.flatMap(({gaps}) => gaps);
      if (first !== undefined && read.every(({gaps}) => gaps.length === hellos.length)) throw first;
      for (const {carrier, byPort, gaps} of read) {
        // A protocol that was not to be looked for at any port is missed nowhere.
        const [gap] = gaps.length === hellos.length ? gaps.filter(({reason}) => reason !== 'not-collected') : gaps;
        if (gap !== undefined) doubts.push(gap.reason);
        for (const [port, each] of byPort) {
          const seen = endpointOf(each, each.length === hellos.length);
          if (seen.state === 'speaks') {
            endpoints.push({port, begins: carrier.begins, ...seen.endpoint});
            if (!seen.complete) doubts.push('timeout');
          } else if (seen.state !== 'other') doubts.push(doubtful[seen.state]);
        }
      }
      const value = {endpoints: endpoints.sort((a, b) => a.port - b.port)};
      return doubts.length === 0 ? whole(value) : partial(value, doubts[0]);
    },
  },
  doubt: ({endpoints}) => ({
    endpoints: endpoints.map((each) => ({...each, compression: each.compression === true ? true : null})),
  }),
});
