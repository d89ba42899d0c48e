import type {Answers} from '../../model/probe.ts';
import {textIn, type RegistryKey} from '../../model/registry.ts';
import {screenSaverAsk, screenSaverPolicyAsk} from '../asks/windows-policies.ts';

export interface ScreenSaver {
  readonly sid: string;
  /** Seconds after which a policy has the screen locked; null: none does. */
  readonly enforcedSeconds: number | null;
}

/** A person: accounts of the computer, of a domain, of Entra ID. Not those of services, nor the halves of users with classes. */
const person = /^HKU\\(?<sid>S-1-(?:5-21|12-1)(?:-\d{1,10}){4})\\/i;

/** SID of the person to whom a key below HKU belongs; null: it is of no person. */
export const personSid = ({path}: RegistryKey): string | null =>
  person.exec(path)?.groups?.['sid']?.toUpperCase() ?? null;

const isOn = (key: RegistryKey | null, name: string): boolean => textIn(key, name)?.trim() === '1';

/** A policy without a program locks nothing, unless the user has chosen one. */
function enforced(policy: RegistryKey | null, own: RegistryKey | null): number | null {
  const saver = textIn(policy, 'SCRNSAVE.EXE') ?? textIn(own, 'SCRNSAVE.EXE') ?? '';
  const seconds = textIn(policy, 'ScreenSaveTimeOut')?.trim() ?? '';
  const locks = isOn(policy, 'ScreenSaveActive') && isOn(policy, 'ScreenSaverIsSecure') && saver.trim() !== '';
  return locks && /^[1-9]\d{0,8}$/.test(seconds) ? Number(seconds) : null;
}

/** Of each user who is logged on, by SID. @throws Gap */
export function readScreenSavers(answers: Answers): readonly ScreenSaver[] {
  const policies = answers.registry(screenSaverPolicyAsk.id)?.keys ?? [];
  const own = answers.registry(screenSaverAsk.id)?.keys ?? [];
  const sids = [...new Set([...own, ...policies].map(personSid))].filter((sid) => sid !== null).sort();
  const keyOf = (keys: readonly RegistryKey[], sid: string): RegistryKey | null =>
    keys.find((key) => personSid(key) === sid) ?? null;
  return sids.map((sid) => ({sid, enforcedSeconds: enforced(keyOf(policies, sid), keyOf(own, sid))}));
}
