import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {apacheSettings, sslProtocols} from '../../src/probes/parse/apache.ts';
import {nginxSettings} from '../../src/probes/parse/nginx.ts';
import {apacheMains, apacheParts, nginxMain, nginxParts} from '../../src/probes/parse/web-files.ts';
import {webServer} from '../../src/probes/web-server.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

type Files = Readonly<Record<string, string>>;

function nginx(text: string, more: Files = {}) {
  const files = new Map(Object.entries({[nginxMain]: text, ...more}));
  return nginxSettings({files, patterns: nginxParts}, nginxMain);
}

const apacheMain = '/etc/apache2/apache2.conf';
function apache(text: string, more: Files = {}) {
  const files = new Map(Object.entries({[apacheMain]: text, ...more}));
  return apacheSettings({files, patterns: [...apacheMains, ...apacheParts]}, apacheMain);
}

test('nginx: quotes, comments and blocks', (t) => {
  const found = nginx(
    'http { # ssl_protocols SSLv3;\n log_format x "a;b{$c}"; server { listen 443 ssl http2; server_tokens off; add_header "Strict-Transport-Security" \'max-age=1\'; } include /srv/x.conf; include mime.types; }',
  );
  t.like(found, {usesTls: true, weakProtocols: null, versionShown: false, hsts: true, unread: ['/srv/x.conf']});
});

const tls = 'listen 443 ssl;';
const good = 'ssl_protocols TLSv1.2; server_tokens off; add_header Strict-Transport-Security max-age=1;';
for (const [name, text, more, expected] of [
  ['around all servers', `http { ${good} server { ${tls} } server { ${tls} } }`, {}, true],
  ['in one of two servers', `http { server { ${tls} ${good} } server { ${tls} } }`, {}, false],
  ['in both servers', `http { server { ${tls} ${good} } server { ${tls} ${good} } }`, {}, true],
  ['in a file that is included', `http { include conf.d/*.conf; server { ${tls} } }`, {'conf.d/a.conf': good}, true],
  ['in a file that is not', `http { server { ${tls} } }`, {'conf.d/a.conf': good}, false],
  [
    'in a snippet of one server',
    `http { server { ${tls} include snippets/s.conf; } include sites-enabled/*; }`,
    {'snippets/s.conf': good, 'sites-enabled/b': `server { ${tls} }`},
    false,
  ],
  [
    'in a file that includes itself',
    `http { include conf.d/*.conf; server { ${tls} } }`,
    {'conf.d/a.conf': 'include conf.d/a.conf;'},
    false,
  ],
] as const) {
  test(`what nginx is told ${name} ${expected ? 'holds' : 'does not hold'} for all`, (t) => {
    const files = Object.fromEntries(Object.entries(more).map(([path, body]) => [`/etc/nginx/${path}`, body]));
    t.like(nginx(text, files), {protocolsLeftOpen: !expected, versionShown: !expected, hsts: expected, usesTls: true});
  });
}

const sts = 'add_header Strict-Transport-Security "max-age=31536000" always;';
const other = 'add_header X-Frame-Options DENY;';
for (const [name, text, expected] of [
  ['of the level around a server', `http { ${sts} server { ${tls} location / { } } }`, true],
  ['around a server with headers of its own', `http { ${sts} server { ${tls} ${other} } }`, false],
  [
    'around two servers, one with headers of its own',
    `http { ${sts} server { ${tls} } server { ${tls} ${other} } }`,
    false,
  ],
  ['around a server without TLS', `http { ${sts} server { ${tls} } server { listen 80; ${other} } }`, true],
  ['among other headers of a server', `http { server { ${tls} ${other} ${sts} } }`, true],
  ['of one location', `http { server { ${tls} location /app { ${sts} } } }`, false],
  ['of a location that is all there is', `http { server { ${tls} location / { ${sts} } } }`, false],
  [
    'of a server, where its root has headers of its own',
    `http { server { ${tls} ${sts} location / { ${other} } } }`,
    false,
  ],
  ['of a server and its root', `http { server { ${tls} ${sts} location / { ${other} ${sts} } } }`, true],
  ['of a server with other headers for images', `http { server { ${tls} ${sts} location /img { ${other} } } }`, true],
  ['that ends the promise', `http { server { ${tls} add_header Strict-Transport-Security "max-age=0"; } }`, false],
  ['that no browser understands', `http { server { ${tls} add_header Strict-Transport-Security on; } }`, false],
  [
    'beside one that ends the promise',
    `http { server { ${tls} ${sts} add_header Strict-Transport-Security "max-age=0"; } }`,
    false,
  ],
  ['around all, where TLS is on for all', `http { ssl on; ${sts} server { ${other} } }`, false],
] as const) {
  test(`nginx ${expected ? 'sends' : 'does not send'} HSTS ${name}`, (t) => {
    t.is(nginx(text).hsts, expected);
  });
}

test('nginx: switches are read without case, and tokens of one location are none of a server', (t) => {
  const found = nginx(`http { server { SERVER; ${tls} autoindex On; location / { server_tokens Off; } } }`);
  t.like(found, {listings: ['autoindex on'], versionShown: true});
  t.like(nginx('http { server_tokens OFF; server { listen 80; } }'), {versionShown: false});
});

test('nginx: TLS of mail and of other streams is none of the web', (t) => {
  t.false(nginx('stream { server { listen 8883 ssl; } } http { server { listen 80; } }').usesTls);
});

test('protocols that OpenSSL is told of directly are a doubt', (t) => {
  const line = 'ssl_conf_command MinProtocol TLSv1;';
  t.deepEqual(nginx(`http { server { ${tls} ${good} ${line} } }`).unread, ['ssl_conf_command']);
  t.deepEqual(nginx(`http { server { ${tls} ${good} ssl_conf_command Curves X25519; } }`).unread, []);
  t.deepEqual(apache(`${strict}\nSSLOpenSSLConfCmd Protocol ALL`).unread, ['sslopensslconfcmd']);
});

test('files that include each other are read no longer than all files of a server are', (t) => {
  const part = `${'include conf.d/a.conf;\n'.repeat(100)}${'a;\n'.repeat(60_000)}`;
  t.true(nginx('include conf.d/a.conf;', {'/etc/nginx/conf.d/a.conf': part}).unread.length > 0);
  const other = `${'Include conf-enabled/a.conf\n'.repeat(100)}${'a\n'.repeat(90_000)}`;
  const found = apache('Include conf-enabled/a.conf', {'/etc/apache2/conf-enabled/a.conf': other});
  t.true(found.unread.length > 0);
});

test('nginx: another rule for headers is a doubt', (t) => {
  t.deepEqual(nginx(`http { ${sts} server { ${tls} add_header_inherit off; } }`).unread, ['add_header_inherit']);
});

test('a header whose value is made up at the request is a doubt', (t) => {
  t.true(
    nginx(`http { server { ${tls} add_header Strict-Transport-Security $hsts; } }`).unread.includes(
      'Strict-Transport-Security',
    ),
  );
  for (const line of [
    'set Strict-Transport-Security %{HSTS}e',
    'unset Strict-Transport-Security',
    'set Strict-Transport-Security max-age=1 env=HTTPS',
    'edit Strict-Transport-Security a b',
  ])
    t.true(apache(`SSLEngine on\nHeader always ${line}`).unread.includes('Strict-Transport-Security'), line);
});

for (const [value, expected] of [
  ['"max-age=31536000; includeSubDomains"', true],
  ['"max-age=0"', false],
  ['on', false],
] as const) {
  test(`Apache ${expected ? 'promises' : 'does not promise'} HTTPS by ${value}`, (t) => {
    const found = apache(`SSLEngine on\nHeader always set Strict-Transport-Security ${value}`);
    t.like(found, {hsts: expected, unread: []});
  });
}

test('Apache: the signs of SSLProtocol add and take away', (t) => {
  t.deepEqual(sslProtocols(['all', '-TLSv1', '-TLSv1.1']), ['TLSv1.2', 'TLSv1.3']);
  t.deepEqual(sslProtocols(['-all', '+TLSv1.2']), ['TLSv1.2']);
  const found = apache(
    'SSLEngine on\nSSLProtocol all -SSLv3\nServerTokens Prod\n<Directory "/srv/a b">\nOptions +Indexes\n</Directory>\nInclude /opt/x/*.conf',
  );
  t.like(found, {usesTls: true, versionShown: false, listings: ['/srv/a b'], trace: true, unread: ['/opt/x/*.conf']});
  t.deepEqual(found.weakProtocols, ['TLSv1', 'TLSv1.1']);
  t.deepEqual(apache('Options -Indexes FollowSymLinks').listings, []);
});

const strict =
  'SSLProtocol TLSv1.2\nServerTokens Prod\nTraceEnable off\nHeader set Strict-Transport-Security max-age=1';
const host = (text = ''): string => `<VirtualHost *:443>\nSSLEngine on\n${text}\n</VirtualHost>\n`;
for (const [name, text, more, expected] of [
  ['around all hosts', `${strict}\n${host()}${host()}`, {}, true],
  ['in one of two hosts', host(strict) + host(), {}, false],
  ['in a part', `IncludeOptional conf-enabled/*.conf\n${host()}`, {'conf-enabled/s.conf': strict}, true],
  ['in a part that is not included', host(), {'conf-enabled/s.conf': strict}, false],
  ['in a part of one host', host('Include conf-enabled/s.conf') + host(), {'conf-enabled/s.conf': strict}, false],
] as const) {
  test(`what Apache is told ${name} ${expected ? 'holds' : 'does not hold'} for all`, (t) => {
    const files = Object.fromEntries(Object.entries(more).map(([path, body]) => [`/etc/apache2/${path}`, body]));
    t.like(apache(text, files), {
      ...{protocolsLeftOpen: !expected, versionShown: !expected, hsts: expected, trace: !expected, usesTls: true},
    });
  });
}

for (const line of [
  'Include "conf d/x.conf"',
  'IncludeOptional a.conf b.conf',
  '  include\t"conf-enabled/s.conf" x',
  'Include',
]) {
  test(`Apache: nobody knows what ${JSON.stringify(line)} takes in`, (t) => {
    t.deepEqual(apache(`${line}\n${strict}`).unread, [line.trim()]);
  });
}

const loading = 'LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so';
const headed = 'Header always set Strict-Transport-Security max-age=1';
for (const [name, text, expected] of [
  ['with a module that may be missing', `<IfModule mod_headers.c>\n${headed}\n</IfModule>`, ['header']],
  ['with a module that is loaded', `${loading}\n<IfModule mod_headers.c>\n${headed}\n</IfModule>`, []],
  ['with a loaded module by its id', `${loading}\n<IfModule "headers_module">\n${headed}\n</IfModule>`, []],
  ['without a module that is loaded', `${loading}\n<IfModule !mod_headers.c>\n${headed}\n</IfModule>`, ['header']],
  ['before a module is loaded', `<IfModule mod_headers.c>\n${headed}\n</IfModule>\n${loading}`, ['header']],
  [
    'with a module that may be loaded',
    `<IfDefine X>\n${loading}\n</IfDefine>\n<IfModule mod_headers.c>\n${headed}\n</IfModule>`,
    ['header'],
  ],
  ['for some requests', `<If "%{HTTPS} == 'on'">\n${headed}\n</If>`, ['header']],
  ['after such a block', `<IfModule x>\nA\n</IfModule>\n${headed}`, []],
  ['for one folder', `<Location "/app">\n${headed}\n</Location>`, ['Strict-Transport-Security']],
  ['for all folders', `<Location "/">\n${headed}\n</Location>`, []],
  ['by a variable', 'Define p TLSv1\nSSLProtocol ${p}', ['sslprotocol']],
  ['by a macro', 'Use Host www', ['use']],
  ['where the server was started so', '<IfDefine HARD>\nServerTokens Prod\n</IfDefine>', ['servertokens']],
  ['with TLS', '<IfModule mod_ssl.c>\nSSLProtocol TLSv1.2\n</IfModule>', []],
  ['without TLS', '<IfModule !mod_ssl.c>\nServerTokens Prod\n</IfModule>', ['servertokens']],
] as const) {
  test(`what Apache is told ${name} is ${expected.length === 0 ? 'sure' : 'a doubt'}`, (t) => {
    t.deepEqual(apache(`SSLEngine on\n${text}`).unread, [...expected]);
  });
}

test('Apache: TLS that depends on how it is started is not known', (t) => {
  t.is(apache(`<IfDefine SSL>\n${host()}</IfDefine>`).usesTls, null);
  t.is(apache(`<IfModule mod_ssl.c>\n${host()}</IfModule>`).usesTls, true);
  t.is(apache(`<IfDefine SSL>\n${host()}</IfDefine>\n${host()}`).usesTls, true);
});

test('what Apache is told twice must be good both times', (t) => {
  t.true(apache('ServerTokens Full\nServerTokens Prod').versionShown);
  t.true(apache(`TraceEnable off\n${host('TraceEnable on')}`).trace);
});

/** Evidence of the hardened Debian host whose nginx is told nothing of protocols. */
function silent(packages: string | null, more: Files = {}): readonly Exchange[] {
  const recording = loadRecording('linux/debian-12_servers-hardened');
  const text = (recording.files[nginxMain] ?? '').replaceAll(/ssl_protocols[^;]*;/g, '');
  return exchangesOf({
    ...recording,
    files: {
      ...recording.files,
      [nginxMain]: text,
      '/etc/ssl/openssl.cnf': '[openssl_init]\nssl_conf = ssl_sect\n',
      '/etc/pki/tls/openssl.cnf': null,
      '/etc/crypto-policies/back-ends/opensslcnf.config': null,
      ...more,
    },
    patterns: [...recording.patterns, '/etc/pki/tls/openssl.d/*.conf'],
    commands: packages === null ? recording.commands : {...recording.commands, packages},
  });
}

const dpkg = (...packages: readonly string[]): string =>
  ['dpkg', '.', ...packages.map((one) => `ii \t${one.replace(' ', '\t')}\tamd64\t\t`)].join('\n');
const old = ['TLSv1', 'TLSv1.1'];
for (const [name, packages, more, weakProtocols, complete] of [
  ['since 1.27.3', dpkg('nginx 1.27.3-1~bookworm'), {}, [], true],
  ['with OpenSSL 3', dpkg('nginx 1.22.1-9+deb12u4', 'libssl3 3.0.15-1~deb12u1'), {}, [], true],
  ['with OpenSSL 1.1', dpkg('nginx 1.18.0-6', 'libssl1.1 1.1.1w-0'), {}, old, true],
  ['with two OpenSSLs', dpkg('nginx 1.22.1-9', 'libssl1.1 1.1.1w-0', 'libssl3 3.0.15-1'), {}, null, false],
  ['with no OpenSSL', dpkg('nginx 1.22.1-9'), {}, null, false],
  ['from no package', dpkg('libssl3 3.0.15-1'), {}, null, false],
  ['where packages are not told', null, {}, null, false],
  [
    'where openssl.cnf lowers the level',
    dpkg('nginx 1.22.1-9', 'libssl3 3.0.15-1'),
    {'/etc/ssl/openssl.cnf': 'CipherString = DEFAULT:@SECLEVEL=0'},
    null,
    false,
  ],
  [
    'where openssl.cnf goes on elsewhere',
    dpkg('nginx 1.22.1-9', 'libssl3 3.0.15-1'),
    {'/etc/ssl/openssl.cnf': '.include /srv/tls.cnf'},
    null,
    false,
  ],
] as const) {
  test(`nginx ${name} offers ${weakProtocols?.join(' ') ?? 'nobody knows what'} when it is told nothing`, (t) => {
    const fact = factsOf([webServer], silent(packages, more), 'linux', null)['webServer'];
    t.like(fact, {state: 'known', complete});
    const {servers} = webServer.schema.parse(fact?.state === 'known' ? fact.value : null);
    t.deepEqual(
      servers.find(({kind}) => kind === 'nginx')?.weakProtocols,
      weakProtocols === null ? null : [...weakProtocols],
    );
  });
}

for (const [name, load, complete] of [
  ['is loaded', 'LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so', true],
  ['is not loaded', '# nothing', false],
] as const) {
  test(`what Apache is told with a module that ${name} by mods-enabled is ${complete ? 'sure' : 'a doubt'}`, (t) => {
    const recording = loadRecording('linux/debian-12_servers-hardened');
    const exchanges = exchangesOf({
      ...recording,
      files: {
        ...recording.files,
        '/etc/apache2/apache2.conf': `IncludeOptional mods-enabled/*.load\n<IfModule mod_headers.c>\n${headed}\n</IfModule>`,
        '/etc/apache2/mods-enabled/headers.load': load,
      },
      patterns: [...recording.patterns, '/etc/apache2/mods-enabled/*.load'],
      commands: {
        ...recording.commands,
        packages: `${recording.commands['packages'] as string}\nii \tapache2\t2.4.62\tamd64\t\t`,
      },
    });
    const fact = factsOf([webServer], exchanges, 'linux', null)['webServer'];
    t.like(fact, {state: 'known', complete});
  });
}
