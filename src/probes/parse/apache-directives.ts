import {plainLines, unquoted, words} from './config-text.ts';
import {soughtFiles, type Seen} from './included.ts';
import {isHarmless} from './web-settings.ts';

export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** Argument of the innermost `<Directory>` or `<Location>`; null outside. */
  readonly folder: string | null;
  /** Number of the virtual host it stands in; null outside. */
  readonly host: number | null;
  /** True where it holds only with some module, definition, version or request. */
  readonly conditional: boolean;
}

const condition =
  /^<(?:If(?:Module|Define|Version|File|Directive|Section)?|ElseIf|Else|Macro)(?:\s(?<test>[^>]{0,1024}))?>/i;
const conditionEnd = /^<\/(?:If(?:Module|Define|Version|File|Directive|Section)?|ElseIf|Else|Macro)>/i;
/** What stands under the condition that TLS is there says nothing else of TLS. */
const ofTls = ['mod_ssl.c', 'ssl_module'];

/** `LoadModule headers_module modules/mod_headers.so`: the names by which `<IfModule>` asks for it. */
function modulesOf({name, args, conditional}: Directive): string[] {
  const [id, path = ''] = args;
  if (name !== 'loadmodule' || id === undefined || conditional) return [];
  const file = /(?<file>mod_\w{1,64})\.so$/.exec(path)?.groups?.['file'];
  return [id, ...(file === undefined ? [] : [`${file}.c`])].map((one) => one.toLowerCase());
}

export function directives(text: string): Directive[] {
  const folders: string[] = [];
  const conditions: boolean[] = [];
  const loaded = new Set(ofTls);
  const holds = (line: string, test: string): boolean =>
    /^<IfModule\s/i.test(line) && loaded.has(unquoted(test.trim()).toLowerCase());
  let [hosts, inHost] = [0, false];
  return plainLines(text.replaceAll('\\\n', ' ')).flatMap((line): Directive[] => {
    const close = /^<\/(?<tag>Directory|Location|Files)(?:Match)?>/i.test(line);
    const open = /^<(?:Directory|Location|Files)(?:Match)?\s(?<name>[^>]{1,1024})>/i.exec(line)?.groups?.['name'];
    const begun = condition.exec(line);
    if (close) folders.pop();
    else if (open !== undefined) folders.push(unquoted(open.trim()));
    if (begun !== null) conditions.push(!holds(line, begun.groups?.['test'] ?? ''));
    else if (conditionEnd.test(line)) conditions.pop();
    if (/^<\/?VirtualHost\b/i.test(line)) [hosts, inHost] = [hosts + 1, !line.startsWith('</')];
    if (line.startsWith('<')) return [];
    const [name = '', ...args] = words(line).map(unquoted);
    const around = {folder: folders.at(-1) ?? null, host: inHost ? hosts : null};
    const directive = {name: name.toLowerCase(), args, ...around, conditional: conditions.includes(true)};
    for (const module of modulesOf(directive)) loaded.add(module);
    return [directive];
  });
}

const mostFiles = 300;
/** Of all files, each as often as it is included, in UTF-16 code units. */
const mostText = 4_194_304;
const deepest = 10;

/** The main file with each include replaced by its files; `unread` names those that were not asked for. */
export function readApache(seen: Seen, main: string, root: string): {text: string; unread: string[]} {
  const unread: string[] = [];
  let [left, room] = [mostFiles, mostText];
  function textOf(path: string, depth: number): string {
    const text = seen.files.get(path) ?? '';
    left -= 1;
    room -= text.length;
    if (left < 0 || room < 0 || depth > deepest) {
      unread.push(path);
      return '';
    }
    return text.replaceAll(/^[ \t]*Include(?:Optional)?\b(?<rest>.*)$/gim, (line, rest: string) =>
      including(line, rest, depth),
    );
  }
  function including(line: string, rest: string, depth: number): string {
    const name = /^[ \t]+"?(?<name>[^"\s]{1,1024})"?[ \t]*$/.exec(rest)?.groups?.['name'];
    if (name !== undefined) return included(name, depth);
    unread.push(line.trim());
    return '';
  }
  function included(name: string, depth: number): string {
    const path = name.startsWith('/') ? name : `${root}/${name}`;
    const found = soughtFiles(seen, path);
    if (found === null && !isHarmless(path)) unread.push(name);
    return (found ?? []).map((one) => textOf(one, depth + 1)).join('\n');
  }
  return {text: textOf(main, 0), unread};
}
