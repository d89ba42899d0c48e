import {loadRecording} from '../../src/recording.ts';
import {lineReader, type Device} from './cli-device.ts';

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

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
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
    const prompt = (): void => terminal.print(`${name}${sign} `.trimEnd());
    const turn = (): void => {
      const shown = rest.splice(0, page ?? rest.length);
      terminal.print(crlf(shown.join('\n')));
      if (rest.length > 0) {
        terminal.print('\r\n--More-- ');
        return;
      }
      if (shown.length > 0) terminal.print('\r\n');
      prompt();
    };
    const hear = (line: string): void => {
      if (asking) {
        if (line === enable) sign = '#';
        else terminal.print('% Bad passwords\r\n');
        asking = false;
        prompt();
        return;
      }
      typed.push(line);
      if (line === finish) {
        terminal.close();
        return;
      }
      if (line === 'terminal length 0') page = null;
      if (line === 'enable' && enable !== null) {
        asking = true;
        terminal.print('Password: ');
        return;
      }
      const known = line === 'terminal length 0' ? '' : answers.get(line);
      rest = known === undefined ? [unknown] : known.replace(/\n$/, '').split('\n');
      turn();
    };
    const key = (pressed: string): boolean => {
      if (rest.length === 0) return false;
      if (pressed !== ' ') return true;
      terminal.print('\r        \r');
      turn();
      return true;
    };
    prompt();
    return lineReader(terminal, hear, {key, echo: (letter) => (letter === '\r' ? '\r\n' : asking ? '' : letter)});
  };
}
