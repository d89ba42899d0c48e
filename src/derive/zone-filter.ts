import type {DeviceAcls} from '../model/device/index.ts';
import {
  judge,
  trafficIn,
  type AccessList,
  type OpenRule,
  type Passage,
  type Place,
  type Traffic,
  type Way,
} from './access-list.ts';
import {boundLists, type BoundLists} from './bound-lists.ts';
import type {Range} from './networks.ts';

/** One end of the ways through a device. */
export interface End {
  readonly places: readonly Place[];
  /** Networks that lie behind other devices, and the interfaces that lead there. */
  readonly beyond: readonly Range[];
  readonly interfaces: readonly string[];
}

/** Most ways of one device, and parts of rules that are held against them. */
const mostSteps = 5_000_000;

function* placesOf({places, beyond, interfaces}: End): Generator<Place> {
  yield* places;
  for (const name of interfaces) for (const network of beyond) yield {interface: name, network, near: false};
}

/** A network needs no device to itself, nor do other devices among themselves. */
function isThrough({from, to}: Way): boolean {
  if (from.near && to.near) return from.network.low !== to.network.low || from.network.high !== to.network.high;
  return from.near !== to.near && from.interface !== to.interface;
}

function* waysBetween(start: End, end: End): Generator<Way> {
  for (const from of placesOf(start)) {
    for (const to of from.near ? placesOf(end) : end.places) {
      if (isThrough({from, to})) yield {from, to};
    }
  }
}

const isOpen = (passage: Passage): passage is Extract<Passage, {is: 'open'}> => passage.is === 'open';

/** Where one of several has to be passed, and which one is not known. */
function agreed(passages: readonly Passage[]): Passage {
  const open = passages.filter(isOpen);
  if (passages.length === 0) return {is: 'unclear'};
  if (open.length === passages.length) return {is: 'open', rules: open.flatMap(({rules}) => rules)};
  return {is: passages.every(({is}) => is === 'filtered') ? 'filtered' : 'unclear'};
}

/** Where all have to be passed. */
const strictest = (passages: readonly Passage[]): Passage =>
  passages.find(({is}) => is === 'filtered') ?? agreed(passages);

/** What the access lists of one device do to what passes through it. Only IPv4. */
export class DeviceFilter {
  readonly #names: ReadonlySet<string>;
  readonly #lists: BoundLists;
  readonly #traffic: readonly Traffic[];
  #left = mostSteps;

  /** `names`: of all its interfaces. */
  constructor(acls: DeviceAcls, names: readonly string[]) {
    this.#names = new Set(names);
    this.#lists = boundLists(acls, this.#names);
    this.#traffic = trafficIn(acls);
  }

  /** From one end to another: `open` where one of the ways is, `filtered` where all are, or where there is none. */
  passage(from: End, to: End): Passage {
    const open = new Map<string, OpenRule>();
    let filtered = true;
    for (const way of waysBetween(from, to)) {
      for (const traffic of this.#traffic) {
        this.#left -= 1;
        const told: Passage = this.#left < 0 ? {is: 'unclear'} : this.#on(way, traffic);
        if (isOpen(told)) for (const rule of told.rules) open.set(JSON.stringify(rule), rule);
        filtered &&= told.is === 'filtered';
      }
      if (this.#left < 0 && !filtered) break;
    }
    if (open.size > 0) return {is: 'open', rules: [...open.values()]};
    return {is: filtered ? 'filtered' : 'unclear'};
  }

  #on(way: Way, traffic: Traffic): Passage {
    const {into, out, policies, elsewhere} = this.#lists;
    // Several lists at one place may hold one after the other, and each policy is that of a part of the device.
    const passed = [into(way.from.interface), out(way.to.interface), policies].filter((lists) => lists.length > 0);
    const told = strictest(passed.map((lists) => agreed(this.#judged(lists, way, traffic))));
    return isOpen(told) && !this.#judged(elsewhere, way, traffic).every(isOpen) ? {is: 'unclear'} : told;
  }

  #judged(lists: readonly AccessList[], way: Way, traffic: Traffic): Passage[] {
    return lists.map((list) => {
      this.#left -= list.size;
      return judge(list, way, traffic, this.#names);
    });
  }
}
