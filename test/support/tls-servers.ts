import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {accessSync, constants, mkdirSync, writeFileSync} from 'node:fs';
import {createServer, connect, type AddressInfo, type Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {freePort} from './free-port.ts';
import type {Issued} from './tls-pki.ts';

const packages = {
  '/usr/bin/openssl': 'openssl',
  '/usr/sbin/nginx': 'nginx-light',
  '/usr/sbin/dovecot': 'dovecot-imapd',
} as const;

/** Fails with what to install where a program is missing. */
export function requireProgram(path: keyof typeof packages): string {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(`this test needs ${path}: apt-get install ${packages[path]}`);
  }
  return path;
}

export interface Started {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({host: '127.0.0.1', port});
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Waits until the server takes connections at all of its ports. */
async function listening(child: ChildProcess, ports: readonly number[], log: () => string): Promise<void> {
  for (const port of ports) {
    for (let waited = 0; !(await accepts(port)); waited += 50) {
      if (child.exitCode !== null || waited > 60_000) throw new Error(`the server does not start: ${log()}`);
      await sleep(50);
    }
  }
}

function endOf(child: ChildProcess): () => Promise<void> {
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await exited;
  };
}

/** A program in the foreground that serves at these ports of 127.0.0.1. */
export async function serve(
  file: string,
  args: readonly string[],
  ports: readonly number[],
): Promise<() => Promise<void>> {
  const child = spawn(file, args, {stdio: ['ignore', 'pipe', 'pipe']});
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const stop = endOf(child);
  try {
    await listening(child, ports, () => text);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** `openssl s_server` with a certificate; null: none, for anonymous suites. */
export async function startOpenssl(issued: Issued | null, options: readonly string[]): Promise<Started> {
  const port = await freePort();
  const keys = issued === null ? ['-nocert'] : ['-cert', issued.certificate, '-key', issued.key];
  const args = ['s_server', '-accept', `127.0.0.1:${port}`, ...keys, '-quiet', ...options];
  return {port, stop: await serve(requireProgram('/usr/bin/openssl'), args, [port])};
}

export interface Nginx {
  /** Of each server, in order. */
  readonly ports: readonly number[];
  readonly stop: () => Promise<void>;
}

/** nginx with TLS; `servers`: further lines of a `server` each. */
export async function startNginx(folder: string, servers: readonly string[]): Promise<Nginx> {
  const ports: number[] = [];
  for (let each = 0; each < servers.length; each++) ports.push(await freePort());
  const blocks = servers.map((lines, index) => `server {\nlisten 127.0.0.1:${ports[index] ?? 0} ssl;\n${lines}\n}`);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const main = `daemon off;\nmaster_process off;\npid ${folder}/nginx.pid;\nerror_log stderr;\nevents {}\n`;
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, `${main}http {\naccess_log off;\n${paths.join('\n')}\n${blocks.join('\n')}\n}\n`);
  return {ports, stop: await serve(requireProgram('/usr/sbin/nginx'), ['-p', folder, '-c', config], ports)};
}

/** IMAP with STARTTLS. */
export async function startDovecot(folder: string, issued: Issued): Promise<Started> {
  const port = await freePort();
  const base = join(folder, 'dovecot');
  mkdirSync(base);
  const lines = [
    `base_dir = ${base}\nlog_path = /dev/stderr\nprotocols = imap\nssl = yes`,
    `ssl_cert = <${issued.certificate}\nssl_key = <${issued.key}\nmail_location = maildir:/nonexistent`,
    'passdb {\n driver = static\n args = nopassword=n\n}',
    'userdb {\n driver = static\n args = uid=65534 gid=65534 home=/nonexistent\n}',
    'service imap-login {\n inet_listener imap {\n address = 127.0.0.1',
    ` port = ${port}\n }\n inet_listener imaps {\n port = 0\n }\n}`,
  ];
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, `${lines.join('\n')}\n`);
  return {port, stop: await serve(requireProgram('/usr/sbin/dovecot'), ['-F', '-c', config], [port])};
}

/** A server that answers each connection as it is told, by what came first. */
export async function startScripted(answer: (first: Buffer) => Buffer | null): Promise<Started> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.once('data', (first) => {
      const bytes = answer(first);
      if (bytes === null) socket.end();
      else socket.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return {port: (server.address() as AddressInfo).port, stop};
}

/** Diffie-Hellman parameters that nobody should use any more: 1024 bits, by `openssl dhparam`. */
export function shortGroup(folder: string): string {
  const file = join(folder, 'dh1024.pem');
  execFileSync(requireProgram('/usr/bin/openssl'), ['dhparam', '-dsaparam', '-out', file, '1024'], {stdio: 'ignore'});
  return file;
}
