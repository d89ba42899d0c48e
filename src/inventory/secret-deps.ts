import {readFile, stat} from 'node:fs/promises';
import type {SecretDeps} from './credentials.ts';

/** What `resolveSecret` needs from this machine; running programs is left to the transports. */
export function systemSecretDeps(run: SecretDeps['run']): SecretDeps {
  return {
    env: process.env,
    uid: process.getuid?.() ?? null,
    stat: async (path) => {
      const facts = await stat(path);
      return {regular: facts.isFile(), mode: facts.mode, uid: facts.uid, size: facts.size};
    },
    readFile: (path) => readFile(path),
    run,
  };
}
