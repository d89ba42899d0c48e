import test from 'ava';
import fc from 'fast-check';
import {CredentialGuard, TransportError} from '../../src/transports/index.ts';

type Fate = 'works' | 'refused' | 'unreachable' | 'unanswered';

const domain = {name: 'ops', scope: 'domain' as const};
const local = {name: 'ops', scope: 'local' as const};
const fateArb = fc.constantFrom<Fate>('works', 'refused', 'unreachable', 'unanswered');

interface Trial {
  /** Attempts that sent the password, in order. */
  readonly sent: readonly {
    readonly asset: string;
    readonly fate: Fate;
    readonly beside: number;
    readonly proven: boolean;
  }[];
  readonly stopped: readonly string[];
}

/** Uses one credential at many assets at once, in an order that the scheduler chooses. */
async function trial(
  scheduler: fc.Scheduler,
  fates: readonly Fate[],
  credential: typeof domain | typeof local,
  before: readonly string[] = [],
): Promise<Trial> {
  const stopped: string[] = [];
  const guard = new CredentialGuard(before, (key) => stopped.push(key));
  const sent: {asset: string; fate: Fate; beside: number; proven: boolean}[] = [];
  let open = 0;
  let proven = false;
  const attempt = async (asset: string, fate: Fate): Promise<void> => {
    sent.push({asset, fate, beside: open, proven});
    open += 1;
    await scheduler.schedule(Promise.resolve(), asset);
    open -= 1;
    if (fate === 'works') proven = true;
    if (fate === 'refused') guard.refused(credential, asset);
    if (fate !== 'works')
      throw new TransportError(fate === 'refused' ? 'auth-failed' : 'unreachable', fate, fate === 'unanswered');
  };
  const uses = fates.map((fate, index) => guard.use(credential, `host-${index}`, () => attempt(`host-${index}`, fate)));
  await scheduler.waitFor(Promise.allSettled(uses));
  return {sent, stopped};
}

const mayLock = (fate: Fate): boolean => fate === 'refused' || fate === 'unanswered';

test('a domain password runs alone until it has worked once, and is never sent after a refusal that was seen', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fateArb, {minLength: 1, maxLength: 12}), async (scheduler, fates) => {
      const {sent, stopped} = await trial(scheduler, fates, domain);
      for (const use of sent)
        if (!use.proven) t.is(use.beside, 0, 'an unproven password is sent to one host at a time');
      const firstProof = sent.findIndex(({fate}) => fate === 'works');
      const alone = sent.slice(0, firstProof === -1 ? sent.length : firstProof);
      t.true(alone.filter(({fate}) => mayLock(fate)).length <= 1, 'unproven, it is refused at most once');
      t.deepEqual(stopped, sent.some(({fate}) => mayLock(fate)) ? ['ops'] : []);
    }),
  );
});

test('a local password that is refused stops at that asset alone', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fateArb, {minLength: 1, maxLength: 8}), async (scheduler, fates) => {
      const {sent, stopped} = await trial(scheduler, fates, local);
      t.is(sent.length, fates.length, 'every asset has its turn');
      const expected = fates.flatMap((fate, index) => (mayLock(fate) ? [`ops@host-${index}`] : []));
      t.deepEqual([...stopped].sort(), expected.sort());
    }),
  );
});

test('what was stopped in an earlier part of the run is never sent again', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fateArb, {minLength: 1, maxLength: 8}), async (scheduler, fates) => {
      const {sent} = await trial(scheduler, fates, domain, ['ops']);
      t.deepEqual(sent, []);
      const again = await trial(scheduler, fates, local, ['ops@host-0']);
      t.false(again.sent.some(({asset}) => asset === 'host-0'));
    }),
  );
});

test('a stopped credential is told as such', async (t) => {
  const guard = new CredentialGuard(['ops'], () => t.fail());
  const error = await t.throwsAsync(
    guard.use(domain, 'a', () => Promise.resolve(t.fail())),
    {instanceOf: TransportError},
  );
  t.is(error?.reason, 'credential-stopped');
});
