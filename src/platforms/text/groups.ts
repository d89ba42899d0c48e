/** Deepest nesting of groups that is followed; most members of one; most members of all that are asked for. */
const limits = {depth: 32, members: 1000, all: 400_000};

type Resolve<T> = (name: string) => readonly T[] | null;

/**
 * Groups of objects made flat. `read` tells the members of a name, those of groups within it by way of `inner`; null: they
 * cannot be told. Groups that hold themselves, and those that are too large or nested too deep, cannot be told either.
 */
export function resolver<T>(read: (name: string, inner: Resolve<T>) => readonly T[] | null): Resolve<T> {
  const known = new Map<string, readonly T[] | null>();
  const open = new Set<string>();
  let left = limits.all;
  const resolve: Resolve<T> = (name) => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    if (open.has(name) || open.size >= limits.depth) return null;
    open.add(name);
    const members = read(name, resolve);
    open.delete(name);
    const told = members !== null && members.length <= limits.members ? members : null;
    known.set(name, told);
    return told;
  };
  return (name) => {
    const told = resolve(name);
    left -= told?.length ?? 0;
    return left < 0 ? null : told;
  };
}

/** Members of a group one after the other, without repetition; null for one with more members than are told. */
export function gathered<T>(names: readonly string[], of: (name: string) => readonly T[] | null): readonly T[] | null {
  const all = new Set<T>();
  for (const name of names) {
    const members = of(name);
    if (members === null) return null;
    for (const member of members) all.add(member);
    if (all.size > limits.members) return null;
  }
  return all.size === 0 ? null : [...all];
}
