import {tooLarge} from './error.ts';
import {decoded, type Attributes} from './xml.ts';

/** An element with all that stands in it. */
export interface Element {
  readonly name: string;
  /** As they are written: read them with `attribute`. */
  readonly attributes: Attributes;
  readonly children: readonly Element[];
  /** Of those elements alone whose text counts. */
  readonly text: string;
}

/** @throws NmapXmlError */
export function attribute({attributes}: Element, name: string): string | null {
  const value: unknown = attributes[name];
  return typeof value === 'string' ? decoded(value) : null;
}

/** Elements that are reached by these names, one after the other. */
export function below(element: Element, name: string, ...names: readonly string[]): Element[] {
  const found = element.children.filter((child) => child.name === name);
  const [next, ...rest] = names;
  return next === undefined ? found : found.flatMap((child) => below(child, next, ...rest));
}

interface Open extends Element {
  readonly children: Open[];
  text: string;
}

/** A host may have every port of TCP and of UDP, each with its state, its service and a script or two. */
const mostElements = 700_000;
const longestText = 1_000_000;
const withText = new Set(['cpe', 'elem']);

/** Takes in one element and what stands in it, while it is read. */
export interface ElementReader {
  /** @throws NmapXmlError */
  open(name: string, attributes: Attributes): void;
  /** The whole element, as soon as it is closed. */
  close(): Element | null;
  /** @throws NmapXmlError */
  text(text: string): void;
}

export function createElementReader(): ElementReader {
  const stack: Open[] = [];
  let count = 0;
  return {
    open: (name, attributes) => {
      const element: Open = {name, attributes, children: [], text: ''};
      count += 1;
      if (count > mostElements) throw tooLarge();
      stack.at(-1)?.children.push(element);
      stack.push(element);
    },
    close: () => {
      const closed = stack.pop();
      return stack.length === 0 ? (closed ?? null) : null;
    },
    text: (text) => {
      const element = stack.at(-1);
      if (element === undefined || !withText.has(element.name)) return;
      if (element.text.length + text.length > longestText) throw tooLarge();
      element.text += text;
    },
  };
}
