import {inspect} from 'node:util';
import {InputError} from '../model/input-error.ts';
import type {SecretReference} from '../model/asset.ts';
import type {Bilingual} from '../model/text.ts';
import {parseReference} from './secret-reference.ts';

const hidden = '***';
const largest = 64 * 1024;

/** A secret in memory. Whatever prints or serialises it gets `***`; only `reveal` gives it away. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}

/** A secret could not be had. The problem names the reference, never a secret. */
export class SecretError extends InputError {
  override readonly name = 'SecretError';
}

export interface FileFacts {
  readonly regular: boolean;
  /** Permission bits as of stat(2). */
  readonly mode: number;
  readonly uid: number;
  readonly size: number;
}

export interface SecretDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Own user id; null where files have no POSIX owner (Windows), there the mode is not looked at. */
  readonly uid: number | null;
  readonly stat: (path: string) => Promise<FileFacts>;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Runs a program without a shell and gives what it printed. */
  readonly run: (argv: readonly string[]) => Promise<{readonly exitCode: number; readonly stdout: Uint8Array}>;
}

function fail(where: string, message: Bilingual): never {
  throw new SecretError([{file: where, line: null, column: null, message}]);
}

/** Code of a system error such as ENOENT: all that may be told of it. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'error';
}

function tooLarge(where: string): never {
  return fail(where, {
    en: `larger than ${largest} bytes; that is no password or key`,
    ja: `${largest}バイトを超えています。パスワードや鍵のファイルではありません`,
  });
}

/** One trailing line end is dropped: editors and `echo` add it. */
function decode(where: string, bytes: Uint8Array): Secret {
  if (bytes.length > largest) tooLarge(where);
  let text: string;
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return fail(where, {
      en: 'not UTF-8 text; save it as UTF-8',
      ja: 'UTF-8のテキストではありません。UTF-8で保存し直してください',
    });
  }
  const value = text.replace(/\r?\n$/u, '');
  if (value === '') fail(where, {en: 'the secret is empty', ja: '秘密情報が空です'});
  return new Secret(value);
}

function fromEnv(name: string, deps: SecretDeps): Secret {
  const value = deps.env[name];
  if (value) return new Secret(value);
  return fail(`env:${name}`, {
    en: `the environment variable ${name} is not set; set it before the scan`,
    ja: `環境変数 ${name} が設定されていません。実行前に設定してください`,
  });
}

function expandHome(path: string, deps: SecretDeps): string {
  if (path !== '~' && !path.startsWith('~/') && !path.startsWith('~\\')) return path;
  const home = deps.env['HOME'] ?? deps.env['USERPROFILE'];
  if (home) return `${home}${path.slice(1)}`;
  return fail(`file:${path}`, {
    en: '~ cannot be expanded, as HOME is not set; write the whole path',
    ja: '環境変数 HOME がないため ~ を展開できません。絶対パスで書いてください',
  });
}

function checkOwner(path: string, facts: FileFacts, uid: number): void {
  if (facts.uid !== uid && facts.uid !== 0) {
    fail(path, {
      en: `the file belongs to user ${facts.uid}, not to the user who scans (${uid}) or root; run: chown ${uid} '${path}'`,
      ja: `ファイルの所有者（uid ${facts.uid}）が実行ユーザー（uid ${uid}）でもrootでもありません。chown ${uid} '${path}' を実行してください`,
    });
  }
  if ((facts.mode & 0o077) === 0) return;
  const mode = (facts.mode & 0o777).toString(8).padStart(4, '0');
  fail(path, {
    en: `the mode is ${mode}, so that others can get at it; run: chmod 600 '${path}'`,
    ja: `アクセス権が${mode}で、所有者以外も利用できます。chmod 600 '${path}' を実行してください`,
  });
}

async function fromFile(written: string, deps: SecretDeps): Promise<Secret> {
  const path = expandHome(written, deps);
  const unreadable = (error: unknown) =>
    fail(path, {
      en: `the file cannot be read (${codeOf(error)}); check its name and owner`,
      ja: `ファイルを読めません（${codeOf(error)}）。ファイル名と所有者を確かめてください`,
    });
  const facts = await deps.stat(path).catch(unreadable);
  if (!facts.regular)
    fail(path, {
      en: 'not a regular file; name the file itself',
      ja: '通常のファイルではありません。ファイルそのものを指定してください',
    });
  if (deps.uid !== null) checkOwner(path, facts, deps.uid);
  if (facts.size > largest) tooLarge(path);
  return decode(path, await deps.readFile(path).catch(unreadable));
}

async function fromCommand(argv: readonly string[], deps: SecretDeps): Promise<Secret> {
  const where = `command:${argv[0] ?? ''}`;
  const {exitCode, stdout} = await deps.run(argv).catch((error: unknown) =>
    fail(where, {
      en: `the program cannot be run (${codeOf(error)})`,
      ja: `プログラムを実行できません（${codeOf(error)}）`,
    }),
  );
  if (exitCode !== 0) {
    fail(where, {
      en: `the program ended with exit code ${exitCode}; run it by hand to see why`,
      ja: `プログラムが終了コード${exitCode}で終わりました。手作業で実行して原因を確かめてください`,
    });
  }
  return decode(where, stdout);
}

/**
 * Gets the secret that a reference names, at the time it is needed.
 * @throws SecretError when it cannot be had; its text holds no secret.
 */
export async function resolveSecret(reference: SecretReference, deps: SecretDeps): Promise<Secret> {
  const parsed = parseReference(reference);
  switch (parsed?.kind) {
    case 'env':
      return fromEnv(parsed.name, deps);
    case 'file':
      return fromFile(parsed.path, deps);
    case 'command':
      return fromCommand(parsed.argv, deps);
    case 'agent':
      return fail('agent:', {
        en: 'the SSH agent signs by itself and gives no secret away',
        ja: 'SSHエージェントから秘密情報は取り出せません',
      });
    case undefined:
      return fail('secret', {
        en: 'not a reference; write env:NAME, file:PATH or command:PROGRAM',
        ja: '参照の形ではありません。env:変数名、file:パス、command:プログラム のいずれかを書いてください',
      });
    default:
      return parsed satisfies never;
  }
}
