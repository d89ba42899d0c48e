import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {sha256Hex} from './digest.ts';
import {packageRoot} from './paths.ts';

/** Made by `scripts/known-yaml.ts`; without it everything is read anew. */
export const knownYamlPath = join(packageRoot, 'build/yaml.json');

/** Values by the sha256 of the text of which they are the value. */
export type KnownYaml = Readonly<Record<string, unknown>>;

function stored(): Map<string, unknown> {
  if (!existsSync(knownYamlPath)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(knownYamlPath, 'utf8')) as KnownYaml));
}

let known: Map<string, unknown> | null = null;

/**
 * The value of a text that was read when the program was built; null for any other text, such as a file that was edited
 * since. Each is given away once, so that nobody shares it.
 */
export function takeKnown(text: string): {readonly value: unknown} | null {
  known ??= stored();
  const digest = sha256Hex(text);
  if (!known.has(digest)) return null;
  const value = known.get(digest);
  known.delete(digest);
  return {value};
}
