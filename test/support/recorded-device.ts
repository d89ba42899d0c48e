import {loadRecording} from '../../src/recording.ts';
import {lineReader, type Device, type Replies} from './cli-device.ts';

/** How a made-up device behaves around the answers that it was recorded with. */
export interface Behaviour {
  /** In front of `>` and `#`. */
  readonly name: string;
  /** Password of privileged mode; null: it is privileged from the start. */
  readonly enable: string | null;
  /** What it says to a command that it does not know. */
  readonly unknown: string;
  readonly finish: string;
  /** Lines a page, with `--More--` in between; null: no pager. */
  readonly page: number | null;
  /** Answers beside the recorded ones. */
  readonly more?: Readonly<Record<string, string>>;
}

function answersOf(recording: string, more: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const {commands} = loadRecording(recording);
  return new Map(
    Object.entries({...commands, ...more}).flatMap(([run, told]) => (typeof told === 'string' ? [[run, told]] : [])),
  );
}

/** A device that answers as a recording has it, in user and privileged mode, page by page until told otherwise. */
export function recordedDevice(recording: string, behaviour: Behaviour, typed: string[] = []): Device {
  const answers = answersOf(recording, behaviour.more ?? {});
  const {name, enable, unknown, finish} = behaviour;
  return (terminal) => {
    let sign = enable === null ? '#' : '>';
    let asking = false;
    let page = behaviour.page;
    let rest: string[] = [];
    const prompt = (): string => `${name}${sign}`;
    const turn = (): string => {
      const shown = rest.splice(0, page ?? rest.length).join('\r\n');
      return rest.length > 0 ? `${shown}\r\n--More-- ` : `${shown}${shown === '' ? '' : '\r\n'}${prompt()}`;
    };
    const told = (line: string): string => {
      const known = line === 'terminal length 0' ? '' : answers.get(line);
      rest = known === undefined ? [unknown] : known.replace(/\n$/, '').split('\n');
      return turn();
    };
    const password = (line: string): string => {
      asking = false;
      if (line !== enable) return `% Bad passwords\r\n${prompt()}`;
      sign = '#';
      return prompt();
    };
    const reply: Replies = (line) => {
      if (asking) return password(line);
      typed.push(line);
      if (line === finish) return null;
      if (line === 'terminal length 0') page = null;
      asking = line === 'enable' && enable !== null;
      return asking ? 'Password: ' : told(line);
    };
    const key = (pressed: string): boolean => {
      if (rest.length === 0) return false;
      if (pressed === ' ') terminal.print(`\r        \r${turn()}`);
      return true;
    };
    terminal.print(prompt());
    return lineReader(terminal, reply, {key, echo: (letter) => (letter === '\r' ? '\r\n' : asking ? '' : letter)});
  };
}
