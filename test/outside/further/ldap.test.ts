import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import test from 'ava';
import {startDaemon, type Daemon} from '../../support/daemon.ts';
import {freePort} from '../../support/free-port.ts';
import {lookFromOutside, wholeValue} from '../../support/outside-scan.ts';

const running: Daemon[] = [];
test.after.always(async () => {
  for (const daemon of running) await daemon.stop();
});

const entry = `dn: dc=suido,dc=example
objectClass: dcObject
objectClass: organization
dc: suido
o: Suido
`;

async function startSlapd(global: string, database: string): Promise<number> {
  const port = await freePort('127.0.0.1');
  const lines = [
    ...['core', 'cosine'].map((schema) => `include /etc/ldap/schema/${schema}.schema`),
    ...['modulepath /usr/lib/ldap', 'moduleload back_mdb', global, 'database mdb', 'suffix "dc=suido,dc=example"'],
    ...['directory {{folder}}/db', database],
  ];
  const daemon = await startDaemon({
    needs: {'/usr/sbin/slapd': 'slapd'},
    files: {'slapd.conf': `${lines.join('\n')}\n`, 'first.ldif': entry},
    prepare: (folder) => {
      mkdirSync(`${folder}/db`);
      execFileSync('/usr/sbin/slapadd', ['-f', 'slapd.conf', '-l', 'first.ldif'], {stdio: 'pipe', cwd: folder});
    },
    run: (folder) => ['/usr/sbin/slapd', '-d', '0', '-f', `${folder}/slapd.conf`, '-h', `ldap://127.0.0.1:${port}`],
    address: '127.0.0.1',
    ports: [port],
  });
  running.push(daemon);
  return port;
}

test('what slapd shows a stranger: everything, its trees alone, or nothing', async (t) => {
  const open = await startSlapd('', '');
  const own = await startSlapd('', 'access to * by users read by * none');
  const shut = await startSlapd('disallow bind_anon\nrequire authc', '');
  const {facts, outcomes} = await lookFromOutside([`ldap/${open}`, `ldap/${own}`, `ldap/${shut}`], {trials: true});
  const tried = [
    {port: open, bind: true, reads: true},
    {port: own, bind: true, reads: false},
    {port: shut, bind: false, reads: false},
  ];
  t.deepEqual(wholeValue(facts, 'ldapAnonymous'), {servers: tried.sort((a, b) => a.port - b.port)});
  const {servers} = wholeValue(facts, 'ldapServers') as {servers: {port: number; told: boolean; contexts: string[]}[]};
  const shown = new Map(servers.map(({port, told, contexts}) => [port, told ? contexts : null]));
  t.deepEqual(
    [open, own, shut].map((port) => shown.get(port)),
    [['dc=suido,dc=example'], ['dc=suido,dc=example'], null],
  );
  t.is(outcomes.get(`ldap-anonymous tcp/${open}`), 'fail');
  t.is(outcomes.get(`ldap-anonymous tcp/${shut}`), 'pass');
  t.is(outcomes.get(`ldap-encryption tcp/${open}`), 'fail');
});
