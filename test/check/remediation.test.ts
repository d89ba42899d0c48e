import {join} from 'node:path';
import test from 'ava';
import {runExample} from '../../src/evaluate.ts';
import {loadKnowledge} from '../../src/knowledge.ts';
import {deriveAssetFacts} from '../../src/derived.ts';
import {assetFacts} from '../../src/derive/index.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {Facts} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {factsOfRecording} from '../../src/recording.ts';

const {checks, languages, data} = await loadKnowledge(join(packageRoot, 'checks'));

for (const [what, pattern] of [
  ['offers logins on port 25', /postconf -e [^&]*smtpd_sasl_auth_enable/],
  ['serves a certificate that the system made up', /default-ssl|mod_ssl|snakeoil/],
] as const) {
  test(`no command ${what}`, (t) => {
    const commands = checks.flatMap(({id, remediation}) =>
      Object.values(remediation.commands).map((command) => `${id}: ${command}`),
    );
    t.true(commands.length > 100);
    t.deepEqual(
      commands.filter((command) => pattern.test(command)),
      [],
    );
  });
}

for (const [name, sockets, compensated] of [
  [
    'on loopback alone',
    [
      {loopbackOnly: true, process: 'apache2'},
      {loopbackOnly: false, process: 'sshd'},
    ],
    true,
  ],
  [
    'on all addresses',
    [
      {loopbackOnly: true, process: 'apache2'},
      {loopbackOnly: false, process: 'apache2'},
    ],
    false,
  ],
  ['whose port is held by nobody we see', [{loopbackOnly: false, process: 'systemd'}], false],
] as const) {
  test(`a web server without HTTPS ${name} ${compensated ? 'is less urgent' : 'is urgent'}`, (t) => {
    const [check] = checks.filter(({id}) => id === 'web-tls-used');
    const facts = {
      webServer: {servers: [{kind: 'apache', running: true, usesTls: false}]},
      listenerOwners: {sockets: sockets.map((socket) => ({protocol: 'tcp', ...socket}))},
    };
    const sources = {
      factsOfRecording,
      derive: (known: Facts, asset: Asset) => deriveAssetFacts(assetFacts, known, data, asset),
    };
    const gap = check?.examples.at(-1);
    if (check === undefined || gap === undefined) throw new Error('no such check');
    const [finding] = runExample(check, {...gap, facts}, languages, sources);
    t.like(finding, {outcome: {status: 'fail'}, compensated});
  });
}
