export const origins = ['recorded', 'partly', 'constructed'] as const;
/** Where answers come from: a machine gave all of them, some of them, or none. */
export type Origin = (typeof origins)[number];

const made = /\bconstructed\b|\bwritten (?:by|after|in)\b|\bthe formats? of\b|\bdocumented format\b/i;
const recorded =
  /\brecorded as\b|\bscanned with\b|\basked (?:by mizumori|as root)\b|\brun as\b|\bmade with debootstrap\b|\bchroot\b|\bseen from\b/i;

/** What the `origin` of a recording says; null: it does not say how the answers came about. */
export function originOf(text: string): Origin | null {
  if (made.test(text)) return recorded.test(text) ? 'partly' : 'constructed';
  return recorded.test(text) ? 'recorded' : null;
}
