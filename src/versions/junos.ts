import {compareDigits, compareLists, type Order} from './order.ts';

interface JunosVersion {
  /** Releases that follow on each other: `R`, or `X53` of one main release; Evolved has its own. */
  readonly line: string;
  readonly main: readonly string[];
  readonly numbers: readonly string[];
}

const shape =
  /^(?<major>\d{1,2})\.(?<minor>\d{1,2})(?:R(?<release>\d{1,3})(?:-S(?<service>\d{1,3}))?|X(?<branch>\d{1,3})-D(?<drop>\d{1,4}))(?:\.(?<spin>\d{1,3}))?(?<evolved>-evo)?$/i;

function parse(text: string): JunosVersion {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not a version of Junos: ${text}`);
  const {major = '', minor = '', release, service = '0', branch, drop = '0', spin = '0', evolved} = groups;
  return {
    line: `${branch === undefined ? 'R' : `X${branch}`}${evolved === undefined ? '' : ' evolved'}`,
    main: [major, minor],
    numbers: release === undefined ? [drop, spin] : [release, service, spin],
  };
}

/**
 * `21.4R3-S5.4`, `15.1X53-D59.4`, `20.2R3-S2-evo`: main release, then release, service release and spin; what is missing counts
 * as 0. Of one main release, those with X, and those of Junos OS Evolved, are lines beside the others.
 * Source: Juniper KB, Junos software versions, naming conventions.
 * @throws Error for two versions of one main release that are not of one line
 */
export function junos(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  const main = compareLists(left.main, right.main, '0', compareDigits);
  if (main !== 0) return main;
  if (left.line !== right.line) throw new Error(`not of one line of releases: ${a} and ${b}`);
  return compareLists(left.numbers, right.numbers, '0', compareDigits);
}
