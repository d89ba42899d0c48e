/** Elements of named sets, written `{ a, b }`, by table and name. */
export type NftSets = ReadonlyMap<string, string>;

/**
 * Elements as nft prints them (`elements = { 22 comment "a", 80 timeout 1h }`), written `{ 22, 80 }`;
 * null for those of more than one part (`192.0.2.1 . 22`).
 */
export function setElements(line: string): string | null {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const inside = bare.slice(bare.indexOf('{') + 1, bare.lastIndexOf('}'));
  const all = inside.split(',').map((element) => element.trim().split(' '));
  if (all.some(([, next]) => next === '.')) return null;
  return `{ ${all.map(([value = '']) => value).join(', ')} }`;
}
