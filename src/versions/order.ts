export type Order = -1 | 0 | 1;

/** Orders two versions of one scheme. @throws Error when one of them is not of the scheme. */
export type Comparator = (a: string, b: string) => Order;

export function sign(difference: number): Order {
  if (difference < 0) return -1;
  return difference > 0 ? 1 : 0;
}

export function compareCodeUnits(a: string, b: string): Order {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Orders strings of decimal digits by their value; they may be longer than a number can hold. */
export function compareDigits(a: string, b: string): Order {
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length === right.length ? compareCodeUnits(left, right) : sign(left.length - right.length);
}

/** The first difference that is not 0. */
export function firstDifference(...orders: readonly Order[]): Order {
  return orders.find((order) => order !== 0) ?? 0;
}

/** Orders lists element by element; `missing` stands for what a shorter list lacks. */
export function compareLists<T>(a: readonly T[], b: readonly T[], missing: T, compare: (a: T, b: T) => Order): Order {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compare(a[i] ?? missing, b[i] ?? missing);
    if (order !== 0) return order;
  }
  return 0;
}
