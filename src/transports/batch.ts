import type {ShellEntry, Slot} from '../model/plan.ts';

/** A plan entry made ready to be sent once. */
export interface Batch {
  readonly nonce: string;
  readonly script: string;
  /** By the index in the frames. */
  readonly slots: ReadonlyMap<number, Slot>;
  /** Indexes in the order in which the answers come. */
  readonly order: readonly number[];
}

/** `wanted`: the slots to send, all of them or, on resume, those without an answer. `nonce`: lower-case hexadecimal. */
export function buildBatch(entry: ShellEntry, wanted: readonly Slot[], nonce: string): Batch {
  const {preamble, epilogue} = entry.program;
  const lines = wanted.map((slot) => slot.line).join('\n');
  return {
    nonce,
    script: `${preamble.replaceAll('{{nonce}}', nonce)}\n${lines}\n${epilogue}`,
    slots: new Map(wanted.map((slot) => [slot.index, slot])),
    order: wanted.map((slot) => slot.index),
  };
}

/** Command given to the login shell; only characters that mean the same in sh, csh and fish. */
export function launchCommand(batch: Batch): string {
  return `exec sh -c 'eval "$(head -c ${Buffer.byteLength(batch.script)})"'`;
}

/** The same through sudo, which asks for its password with a prompt that we can tell from all else, and errs in English. */
export function sudoLaunchCommand(batch: Batch): string {
  const inner = `echo ${batch.nonce} ready; eval "$(head -c ${Buffer.byteLength(batch.script)})"`;
  return `exec env LC_ALL=C sudo -k -S -p ${batch.nonce}:password: sh -c '${inner}'`;
}
