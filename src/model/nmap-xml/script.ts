import {attribute, type Element} from './element.ts';
import type {NmapScript, NmapScriptValue} from './types.ts';

function valuesOf(element: Element, path: readonly string[]): NmapScriptValue[] {
  return element.children.flatMap((child, index) => {
    const own = [...path, attribute(child, 'key') ?? String(index)];
    return child.name === 'elem' ? [{path: own, text: child.text}] : valuesOf(child, own);
  });
}

export function scriptOf(element: Element): NmapScript {
  return {
    id: attribute(element, 'id') ?? '',
    output: attribute(element, 'output') ?? '',
    values: valuesOf(element, []),
  };
}
