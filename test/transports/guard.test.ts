import {setMaxListeners} from 'node:events';
import test from 'ava';
import fc from 'fast-check';
import {CredentialGuard, TransportError} from '../../src/transports/index.ts';

type Fate = 'works' | 'refused' | 'unreachable' | 'unanswered';

const domain = {name: 'ops', scope: 'domain' as const};
const local = {name: 'ops', scope: 'local' as const};
const {signal} = new AbortController();
setMaxListeners(0, signal);
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
  const attempt = async (asset: string, fate: Fate, proved: () => void): Promise<void> => {
    sent.push({asset, fate, beside: open, proven});
    open += 1;
    await scheduler.schedule(Promise.resolve(), asset);
    open -= 1;
    if (fate === 'works') {
      proven = true;
      proved();
    }
    if (fate === 'refused') guard.refused(credential, asset);
    if (fate !== 'works')
      throw new TransportError(fate === 'refused' ? 'auth-failed' : 'unreachable', fate, fate === 'unanswered');
  };
  const uses = fates.map((fate, index) => {
    const asset = `host-${index}`;
    return guard.use(credential, asset, signal, (proved) => attempt(asset, fate, proved));
  });
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
    guard.use(domain, 'a', signal, () => Promise.resolve(t.fail())),
    {instanceOf: TransportError},
  );
  t.is(error.reason, 'credential-stopped');
});

test('an attempt that never sent the password proves nothing: the next runs alone again', async (t) => {
  const one = new CredentialGuard([], () => undefined);
  let running = 0;
  let most = 0;
  const attempt = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all(['a', 'b', 'c', 'd'].map((asset) => one.use(domain, asset, signal, attempt)));
  t.is(most, 1);
});

test('who waits for another attempt stops waiting when the run is stopped', async (t) => {
  const one = new CredentialGuard([], () => undefined);
  const stop = new AbortController();
  let finish = (): void => undefined;
  const first = one.use(domain, 'a', signal, () => new Promise<void>((resolve) => (finish = resolve)));
  const second = one.use(domain, 'b', stop.signal, () => Promise.resolve());
  stop.abort(new TransportError('stopped', 'the run was stopped'));
  await t.throwsAsync(second, {message: 'the run was stopped'});
  finish();
  await first;
});
