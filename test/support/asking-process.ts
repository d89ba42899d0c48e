import {senderFor, type SenderInput} from './sender.ts';

/** What this process is to ask; of the servers' functions nothing is needed, and nothing comes through. */
export type Asking = Pick<SenderInput, 'targets' | 'plan' | 'secrets'>;

// For tests that kill whoever asks: it sends all of a plan, tells how that went, and ends with its parent.
process.once('message', (asking: Asking) => {
  const keys = asking.plan.entries.map(({key}) => key);
  void senderFor(asking)
    .send(keys, new Set(), () => undefined)
    .then((sent) => {
      process.send?.(sent);
      process.disconnect();
    });
});
process.once('disconnect', () => process.exit());
