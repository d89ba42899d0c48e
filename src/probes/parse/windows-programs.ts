import {textIn, type RegistryKey, type RegistryTable} from '../../model/registry.ts';
import {otherProgramsAsk, programsAsk} from '../asks/windows-software.ts';
import type {Settings} from './windows-settings.ts';

export interface InstalledProgram {
  /** As the list of programs shows it, in the language of its setup. */
  readonly name: string;
  readonly version: string | null;
  readonly publisher: string | null;
}

/** A value of another type than a text names nothing. */
function textOf(key: RegistryKey, name: string): string | null {
  const value = key.values.get(name.toLowerCase());
  return value?.kind === 'text' ? textIn(key, name) : null;
}

function programsOf(table: RegistryTable): InstalledProgram[] {
  return table.children(table.root).flatMap((key) => {
    const name = textOf(key, 'DisplayName');
    const [version, publisher] = [textOf(key, 'DisplayVersion'), textOf(key, 'Publisher')];
    return name === null ? [] : [{name, version, publisher}];
  });
}

/** What is installed on the computer; what could not be read makes the fact partial. */
export function installedPrograms(read: Settings): InstalledProgram[] {
  return [programsAsk, otherProgramsAsk].flatMap((ask) => {
    const table = read.table(ask);
    return table === null || table === undefined ? [] : programsOf(table);
  });
}
