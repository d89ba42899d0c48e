import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {sha256Hex} from './digest.ts';
import {packageRoot} from './paths.ts';

/** Made by `scripts/known-yaml.ts`; without it everything is read anew. */
export const knownYamlPath = join(packageRoot, 'build/yaml.json');

/** Values, written as JSON, by the sha256 of the text of which they are the value. */
export type KnownYaml = Readonly<Record<string, string>>;

function stored(): Map<string, string> {
  if (!existsSync(knownYamlPath)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(knownYamlPath, 'utf8')) as KnownYaml));
}

/** Let go of once everything is read: texts that nobody asks for again would be a tenth of what a scan keeps in memory. */
let known: WeakRef<Map<string, string>> | null = null;

/**
 * The value of a text that was read when the program was built; null for any other text, such as a file that was edited
 * since. Each time it is made anew, so that nobody shares it.
 */
export function knownValue(text: string): {readonly value: unknown} | null {
  const values = known?.deref() ?? stored();
  known = new WeakRef(values);
  const json = values.get(sha256Hex(text));
  return json === undefined ? null : {value: JSON.parse(json) as unknown};
}
