import {registry} from '../../model/ask.ts';

const options = {
  depth: 'children',
  values: ['DisplayName', 'DisplayVersion', 'Publisher', 'InstallDate', 'SystemComponent', 'ParentKeyName'],
  limit: 2_097_152,
  seconds: 60,
} as const;
const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';

/** What is installed for all users, as the list of programs shows it. */
export const programsAsk = registry(`HKLM\\SOFTWARE\\${uninstall}`, options);
/** Programs of 32 bits on a Windows of 64. */
export const otherProgramsAsk = registry(`HKLM\\SOFTWARE\\WOW6432Node\\${uninstall}`, options);
/** Of users who are logged on: the keys of others are not there. */
export const usersProgramsAsk = registry(`HKU\\*\\SOFTWARE\\${uninstall}`, options);
