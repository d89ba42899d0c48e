import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {requirePrograms} from '../support/daemon.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {lookFromOutside, wholeValue} from '../support/outside-scan.ts';
import {temporaryFolder} from '../support/sshd.ts';

/** Not installed, as that would put away what keeps the machine's own clock. */
const ntpd = join(packageRoot, 'build/programs/usr/sbin/ntpd');
const folder = temporaryFolder();
test.after.always(() => folder.remove());

/**
 * ntpd of NTPsec listens at port 123 alone, so it gets a network of its own, in which the scan then runs. `$$` is the shell's
 * own number; the daemon ends with the namespace's first process at the latest.
 */
function inNamespace(name: string, restrict: string): readonly string[] {
  requirePrograms({[ntpd]: 'ntpsec, which scripts/setup.sh test unpacks there'});
  const file = join(folder.path, `${name}.conf`);
  // It follows no clock, and so leaves that of the machine alone.
  writeFileSync(file, `restrict default ${restrict}\nrestrict 127.0.0.1 ${restrict}\ndisable ntp\n`);
  const script = [
    'ip link set lo up',
    `${ntpd} -n -c ${file} >${file}.log 2>&1 & daemon=$!`,
    'until grep -q "127.0.0.1:123" "$0.log"; do kill -0 "$daemon" || exit 1; sleep 0.1; done',
    '"$@"; code=$?; kill "$daemon"; wait "$daemon"; exit "$code"',
  ];
  return ['unshare', '--net', '--fork', '--kill-child', 'sh', '-c', script.join('\n'), file];
}

interface Servers {
  readonly servers: readonly {
    readonly variables: boolean;
    readonly offsetLowMs: number;
    readonly offsetHighMs: number;
  }[];
}

for (const [title, restrict, variables] of [
  ['an ntpd that tells strangers of itself', 'nomodify', true],
  ['an ntpd that tells strangers the time alone', 'nomodify noquery', false],
] as const) {
  test.serial(`${title}, which has no source; its clock is that of the scanner`, async (t) => {
    const {facts, outcomes} = await lookFromOutside(['ntp/123'], {
      trials: true,
      within: inNamespace(title.replaceAll(' ', '-'), restrict),
    });
    const {servers} = wholeValue(facts, 'ntpServers') as Servers;
    t.like(servers[0], {port: 123, version: 4, synchronised: false, stratum: 0, reference: 'INIT', variables});
    const [low, high] = [servers[0]?.offsetLowMs ?? NaN, servers[0]?.offsetHighMs ?? NaN];
    t.true(low <= 0 && high >= 0 && high - low < 2000, `${low} to ${high}`);
    t.deepEqual(wholeValue(facts, 'ntpMonitor'), {servers: []});
    t.is(outcomes.get('ntp-variables udp/123'), variables ? 'fail' : 'pass');
    t.is(outcomes.get('ntp-server-synchronised udp/123'), 'fail');
    t.is(outcomes.get('ntp-monlist '), 'pass');
  });
}
