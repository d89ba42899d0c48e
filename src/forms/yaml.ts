import {stringify} from 'yaml';
import type {Form} from './form.ts';

/** Fields in the order of the schema, without those that say nothing. */
function written(form: Form<unknown>, entry: object): Record<string, unknown> {
  const fields = entry as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(form.entry.shape)
      .filter((key) => fields[key] !== null && fields[key] !== undefined)
      .map((key) => [key, fields[key]]),
  );
}

/** A YAML file of sorted entries; equal entries give equal text. `schema`: path or URL that editors read it by. */
export function formYaml<E extends object>(form: Form<E>, entries: readonly E[], schema: string): string {
  const content = {[form.id]: form.sorted(entries).map((entry) => written(form, entry))};
  const comment = `# yaml-language-server: $schema=${schema}\n`;
  return comment + stringify(content, {lineWidth: 0, aliasDuplicateObjects: false});
}
