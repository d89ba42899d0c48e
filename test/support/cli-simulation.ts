import {parseDocument} from 'yaml';
import type {Device} from './cli-device.ts';

/** One thing that was typed (`' '` for the key of a pager), and the bytes that came for it, echo and prompt included. */
export interface Entry {
  readonly typed: string;
  readonly printed: string;
}

export interface Simulation {
  /** What the device shows first; empty where the recording was made without a terminal. */
  readonly greeting: string;
  readonly entries: readonly Entry[];
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  a: '\x07',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
};

/** The recordings write what is not plain text as a Ruby string does. */
function unescape(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|(.))/g,
    (whole, hex?: string, wide?: string, letter?: string) =>
      (hex ?? wide) ? String.fromCharCode(parseInt(hex ?? wide ?? '', 16)) : (escapes[letter ?? ''] ?? whole.slice(1)),
  );
}

/** Reads a `*simulation.yaml` of Oxidized: `commands` is a map, or a list of maps with one key each. */
export function readSimulation(text: string): Simulation {
  const {init_prompt: greeting, commands} = parseDocument(text, {uniqueKeys: false}).toJS() as {
    init_prompt?: string | null;
    commands: Record<string, string | null> | Record<string, string | null>[];
  };
  const pairs = Array.isArray(commands) ? commands.flatMap((entry) => Object.entries(entry)) : Object.entries(commands);
  return {
    greeting: unescape(greeting ?? ''),
    entries: pairs.map(([typed, printed]) => ({
      typed: typed.replace(/[\r\n]+$/, ''),
      printed: unescape(printed ?? ''),
    })),
  };
}

/**
 * Plays a recording back: nothing is echoed that is not in it. After its last entry the device closes. A key that was
 * pressed before there was a question is taken as pressed.
 */
export function playBack({greeting, entries}: Simulation): Device {
  return (terminal) => {
    let at = 0;
    let line = '';
    terminal.print(Buffer.from(greeting));
    const play = (index: number): void => {
      at = index + 1;
      terminal.print(Buffer.from(entries[index]?.printed ?? ''));
      if (at === entries.length) terminal.close();
      else if (entries[at]?.typed === ' ' && !/(?:--More-- ?|lines \d+-\d+ )$/.test(entries[index]?.printed ?? ''))
        play(at);
    };
    return (typed) => {
      for (const key of typed) {
        if (line === '' && key === entries[at]?.typed) play(at);
        else if (key !== '\r') line += key;
        else {
          const index = entries.findIndex((entry, position) => position >= at && entry.typed === line.trim());
          line = '';
          if (index !== -1) play(index);
        }
      }
    };
  };
}
