import test from 'ava';
import {lookFromOutside, wholeValue} from '../../support/outside-scan.ts';
import {temporaryFolder} from '../../support/sshd.ts';
import {issue} from '../../support/tls-pki.ts';
import {startDovecot} from '../../support/tls-servers.ts';

interface Endpoint {
  readonly begins: string;
  readonly versions: readonly string[];
  readonly certificates: readonly Readonly<Record<string, unknown>>[];
}

test('STARTTLS of a mail server', async (t) => {
  const {path, remove} = temporaryFolder();
  t.teardown(remove);
  const key = {name: 'www.example', key: 'ec:prime256v1', from: -1, until: 99, issuer: null};
  const server = await startDovecot(path, issue(path, key));
  t.teardown(server.stop);
  const {facts} = await lookFromOutside([`imap/${server.port}`]);
  const {endpoints} = wholeValue(facts, 'tlsEndpoints') as {endpoints: readonly Endpoint[]};
  t.is(endpoints.length, 1);
  t.is(endpoints[0]?.begins, 'imap');
  t.true(endpoints[0]?.versions.includes('TLSv1.3'), endpoints[0]?.versions.join());
  t.like(endpoints[0]?.certificates[0], {subject: 'O=Mizumori test, CN=www.example'});
});
