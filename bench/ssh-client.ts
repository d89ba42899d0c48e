/**
 * The client to compare with: ssh2 as its own documentation shows it, with the two settings that make it fast. Runs one command
 * on every host, feeds it its stdin, reads all of its output and keeps none of it. Argument: a JSON file, see `SshWork`.
 */
import {readFileSync} from 'node:fs';
import ssh2, {type ParsedKey, type PublicKeyAuthMethod} from 'ssh2';
import type {SshWork} from './ssh-work.ts';

function key(path: string): ParsedKey {
  const parsed = ssh2.utils.parseKey(readFileSync(path));
  if (parsed instanceof Error) throw parsed;
  return parsed;
}

/** One try with the key: no round trip to ask for the methods, none of a second try. */
function loginBy(privateKey: ParsedKey): PublicKeyAuthMethod {
  return {type: 'publickey', username: 'root', key: privateKey};
}

function runOn(host: string, work: SshWork, privateKey: ParsedKey, hostKey: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    let bytes = 0;
    client.on('error', reject);
    client.on('close', () =>
      bytes >= work.atLeastBytes ? resolve(bytes) : reject(new Error(`${host}: ${bytes} bytes`)),
    );
    client.on('ready', () => {
      client.exec(work.command, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        stream.on('data', (chunk: Buffer) => (bytes += chunk.length));
        stream.stderr.resume();
        stream.on('close', () => client.end());
        stream.write(work.stdin);
      });
    });
    client.connect({
      host,
      port: work.port,
      username: 'root',
      authHandler: [loginBy(privateKey)],
      hostVerifier: (offered: Buffer) => offered.toString('base64') === hostKey,
      readyTimeout: 60_000,
    });
    client.setNoDelay(true);
  });
}

const work = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as SshWork;
const privateKey = key(work.keyFile);
const hostKey = work.hostKey.split(' ')[1] ?? '';
const hosts = [...work.hosts];
const workers = Array.from({length: Math.min(work.concurrency, hosts.length)}, async () => {
  for (let host = hosts.shift(); host !== undefined; host = hosts.shift()) await runOn(host, work, privateKey, hostKey);
});
await Promise.all(workers);
