import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'ava';
import {antivirusAsk} from '../../src/probes/asks/antivirus.ts';

/** Files by path; a text that begins with `#!` is a program. Programs that are called otherwise leave a file `called`. */
const tree: Readonly<Record<string, string>> = {
  '/opt/ds_agent/dsa_query':
    '#!/bin/sh\necho "Component.AM.mode: on"; echo "Component.AM.version.pattern.1.name: Smart Scan"; echo "AgentStatus.dsmUrl: dsm://m/"',
  '/opt/Symantec/symantec_antivirus/sav':
    '#!/bin/sh\ncase "$*" in "info -a") echo Enabled;; "info -p") echo 14.2.1; echo more;; *) >called;; esac',
  '/opt/Symantec/virusdefs/definfo.dat': '[DefDates]\r\nCurDefs=20261121.002\nLastDefs=20261120.003\n',
  '/opt/McAfee/ens/tp/bin/mfetpcli':
    '#!/bin/sh\ncase "$*" in --version) echo "Version : 10.7.1"; echo "License : Full";; "--getoasconfig --summary") echo "On-Access Scan: Enabled and Compliant";; *) >called;; esac',
  '/opt/eset/eea/bin/upd':
    '#!/bin/sh\n[ "$*" = --list-modules ] || >called; echo "EM001 1 (20261101) x"; echo "EM002 2 (20261121) Detection engine"',
  '/opt/sophos-spl/plugins/av/VERSION.ini': 'PRODUCT_NAME = x\nPRODUCT_VERSION = 1.7.2\n',
  '/opt/sophos-spl/plugins/av/var/soapd_config.json': '{"enabled":true,"exclusions":["/srv/secret"]}',
  '/opt/kaspersky/kesl/bin/kesl-control':
    '#!/bin/sh\n[ "$*" = --app-info ] || >called; echo "Name: KESL"; echo "Version: 12.0.0"; echo "Customer: x" >&2',
  '/opt/sentinelone/bin/sentinelctl':
    '#!/bin/sh\ncase "$*" in version) echo "Agent version: 25.2.2.14";; "control status") echo "Agent state  Enabled"; echo "Site-Key  abc";; "policy status") echo "On-Execute: Enabled"; echo "UUID x";; *) >called;; esac',
  '/var/opt/NAI/LinuxShield/etc/nailsd.cfg': 'nailsd.oasEnabled: true\nnailsd.password: x\n',
  '/proc/sisap/status': 'VER=1.78\nmode=ENA\n',
};

for (const shell of ['sh', 'bash']) {
  test(`${shell}: of each product only what is read comes back, and nothing else is asked of its tools`, (t) => {
    const root = mkdtempSync(join(tmpdir(), 'mizumori-antivirus-'));
    t.teardown(() => rmSync(root, {recursive: true}));
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), {recursive: true});
      const program = text.replace('>called', `>${root}/called`);
      writeFileSync(join(root, path), program, {mode: text.startsWith('#!') ? 0o755 : 0o644});
    }
    const run = antivirusAsk.run.replaceAll(/(?<![\w/])\/(?=opt\/|var\/|proc\/)/g, `${root}/`);
    const {stdout, stderr, status} = spawnSync(shell, ['-c', run], {encoding: 'utf8', timeout: 20_000});
    t.is(status, 0);
    t.is(stderr, '');
    const told = stdout.split('\n').filter((line) => !line.startsWith('path ') && line !== 'mdatp');
    t.deepEqual(told, [
      ...['= trend-deep-security', 'Component.AM.mode: on'],
      ...['= symantec-sep', 'info-a: Enabled', 'info-p: 14.2.1', 'CurDefs=20261121.002'],
      ...['= symantec-agent', 'mode=ENA'],
      ...['= trellix-ens', 'Version : 10.7.1', 'On-Access Scan: Enabled and Compliant'],
      ...['= trellix-vsel', 'nailsd.oasEnabled: true'],
      ...['= eset-endpoint', 'EM002 2 (20261121) Detection engine'],
      ...['= sophos-spl', 'PRODUCT_VERSION = 1.7.2', '"enabled":true'],
      ...['= kaspersky-endpoint', 'Version: 12.0.0'],
      ...['= sentinelone', 'Agent version: 25.2.2.14', 'Agent state  Enabled', 'On-Execute: Enabled'],
      ...['.', ''],
    ]);
    t.false(existsSync(join(root, 'called')));
  });
}
