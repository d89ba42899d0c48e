const dot = 46;

function arcEnd(oid: string, at: number): number {
  const end = oid.indexOf('.', at);
  return end < 0 ? oid.length : end;
}

/** Order of two names in dotted decimal, by their numbers: negative, 0 or positive. */
export function compareOids(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let at = 0;
  while (at < shorter && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  if (at === shorter) return one.length - other.length;
  // A number has no leading zeros: where it differs, the one with more digits is greater, also against an end (`1.3.` and `1.36`).
  const digits = arcEnd(one, at) - arcEnd(other, at);
  return digits === 0 ? one.charCodeAt(at) - other.charCodeAt(at) : digits;
}

export function isBelow(root: string, oid: string): boolean {
  return oid.length > root.length + 1 && oid.charCodeAt(root.length) === dot && oid.startsWith(root);
}
