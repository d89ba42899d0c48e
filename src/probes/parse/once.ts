/**
 * A reader that reads each answer once, however many probes ask for what it says: an answer is one object for as long as
 * its asset is judged. What it returns must not be changed. One that throws is asked again.
 */
export function once<A extends object, T>(read: (answer: A) => T): (answer: A) => T {
  const known = new WeakMap<A, {readonly value: T}>();
  return (answer) => {
    const earlier = known.get(answer) ?? {value: read(answer)};
    known.set(answer, earlier);
    return earlier.value;
  };
}
