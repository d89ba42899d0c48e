import type {GapReason} from '../../model/evidence.ts';
import {lineMatches, questionAt} from './decodings.ts';

/** Keys that devices want before they show their first prompt. */
const keys: readonly (readonly [RegExp, string])[] = [
  [/press (?:the )?(?:<?enter>?|<?return>?)(?: key)?\b.{0,40}$/i, '\r'],
  [/press any key\b.{0,40}$|何かキーを押.{0,40}$/i, ' '],
];

/** The key that a device waits for, and where its wish begins in the line. */
export function wantedKey(line: Buffer): {readonly at: number; readonly key: string} | null {
  for (const [pattern, key] of keys) {
    const at = questionAt(line, pattern);
    if (at !== null) return {at, key};
  }
  return null;
}

/** Questions whose answer would change something over there, or that are a login of the device's own. */
const decisions: readonly (readonly [RegExp, GapReason, string])[] = [
  [
    /(?:(?:new|old|current|change)\b.{0,40}\bpass(?:word|code)|新しい.{0,4}パスワード|パスワード.{0,8}変更).{0,40}[:?>：？]\s*$/i,
    'auth-failed',
    'the device asks for a new password',
  ],
  [
    /(?:user ?name|login|pass(?:word|code|phrase)|ユーザ.{0,4}名|パスワード)\s*[:>：]\s*$/i,
    'auth-failed',
    'the device asks for a login of its own',
  ],
  [
    /[[(<]\s*(?:y|yes)\s*(?:\/|\||or)\s*(?:n|no)\s*[\])>].{0,20}$|(?:\bagree|\baccept|\bconfirm|\bcontinue|よろしいですか|同意).{0,30}[?:\]？]\s*$/i,
    'unsupported',
    'the device asks for a decision',
  ],
];

/** Why nobody but a person may answer what a device asks in its open line; null when it asks nothing of that kind. */
export function decisionAsked(line: Buffer): {readonly reason: GapReason; readonly detail: string} | null {
  for (const [pattern, reason, detail] of decisions) if (lineMatches(line, pattern)) return {reason, detail};
  return null;
}

/** What it means that there is no prompt after the time for it. */
export function noPrompt(line: Buffer | null): readonly [GapReason, string] {
  if (line === null || line.length === 0) return ['timeout', 'no prompt of a command line'];
  return ['unsupported', 'what the device shows is no prompt of this platform'];
}
