/** One start tag of a page, and what its parser would make of it. */
export interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
}

const tagStart = /^<(\/?)([a-z][a-z0-9]*)/i;
const attribute = /^\s+([^\s"'<>/=]+)(?:="([^"]*)")?/;

/**
 * Start tags of a page in order. Strict: quoted attributes only, style and script are raw text, and a `<` that
 * starts neither a tag, a comment nor the doctype is an error.
 */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  let at = html.indexOf('<');
  while (at >= 0) {
    const rest = html.slice(at, at + 20_000);
    if (/^<!doctype html>/i.test(rest)) {
      at = html.indexOf('<', at + 2);
      continue;
    }
    const start = tagStart.exec(rest);
    if (start === null) throw new Error(`stray <: ${rest.slice(0, 60)}`);
    const [head, slash = '', name = ''] = start;
    let end = at + head.length;
    const attributes: [string, string][] = [];
    for (
      let found = attribute.exec(html.slice(end, end + 20_000));
      found !== null;
      found = attribute.exec(html.slice(end, end + 20_000))
    ) {
      attributes.push([found[1] ?? '', found[2] ?? '']);
      end += found[0].length;
    }
    if (html[end] === '/') end += 1;
    if (html[end] !== '>') throw new Error(`broken tag: ${html.slice(at, end + 40)}`);
    if (slash === '') tags.push({name: name.toLowerCase(), attributes});
    const raw = slash === '' && /^(style|script)$/i.test(name);
    at = raw ? html.indexOf(`</${name}`, end) : html.indexOf('<', end);
  }
  return tags;
}

/** The page's structure without its text: names of elements and their attributes. */
export function shapeOf(html: string): string[] {
  return tagsOf(html).map(({name, attributes}) => `${name} ${attributes.map(([key]) => key).join(' ')}`);
}
