type Sign = '>=' | '<=' | '>' | '<' | '=';

const part = /^(?<sign>>=|<=|>|<|=)\s*(?<version>[^\s,<>=]+)$/;

const holds: Readonly<Record<Sign, (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '=': (order) => order === 0,
};

/**
 * Whether a version fits `>= 1:9.2p1, < 1:10`: all parts hold. `orderTo` says how the version stands to another.
 * @throws Error for a part that is written in another way
 */
export function meets(orderTo: (other: string) => number, constraint: string): boolean {
  const orders = constraint.split(',').map((text) => {
    const {sign, version} = part.exec(text.trim())?.groups ?? {};
    if (sign === undefined || version === undefined) throw new Error(`not a version constraint: ${constraint}`);
    return holds[sign as Sign](orderTo(version));
  });
  return orders.every((fits) => fits);
}
