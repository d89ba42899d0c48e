import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'ava';
import {schedulesAsk} from '../../src/probes/asks/schedules.ts';

const secret = 'Zq7xSecret9';

const host: Readonly<Record<string, string>> = {
  'etc/crontab': `SHELL=/bin/sh\nPGPASSWORD=${secret}\n17 * * * * root cd / && run-parts --report /etc/cron.hourly 2>&1\n`,
  'etc/anacrontab': `1\t5\tcron.daily\tnice run-parts ${secret}\n`,
  'etc/cron.d/jobs': [
    `30 2 * * * root PGPASSWORD="${secret} ${secret}" pg_dump -h x | gzip > /srv/x.gz`,
    `@daily ops lftp -u b,${secret} ftp.example; /usr/bin/rsync -a x y`,
    `0 1 1 jan mon-fri root kinit a%${secret}`,
    `*/5 * * * * root restic -r /x backup /srv --date=\\%F && echo "a;${secret}"`,
    `5 4 * * * root passwd <<< ${secret};${secret}`,
    `0 1 * * * root [ -x /usr/bin/clamscan ] && /usr/bin/clamscan -r / # ;${secret}`,
    `this is ${secret} no line ${secret} of cron`,
  ].join('\n'),
  'etc/cron.daily/copy': `#!/bin/sh\nPW=${secret}\nmysqldump -p${secret} db | zip -P ${secret} x\nrear mkbackup\necho ${secret}\n`,
  'var/spool/cron/crontabs/ops': `0 3 * * * /home/ops/backup.sh ${secret}\n`,
};

const expected = `f /etc/crontab
f /etc/anacrontab
f /etc/cron.d/jobs
f /etc/cron.daily/copy
f /var/spool/cron/crontabs/ops
= /etc/crontab
17 * * * * root cd run-parts
= /etc/anacrontab
1 5 cron.daily nice
= /etc/cron.d/jobs
30 2 * * * root pg_dump
@daily ops lftp rsync
0 1 1 jan mon-fri root kinit
*/5 * * * * root restic (backup)
5 4 * * * root passwd
0 1 * * * root clamscan
?
= /etc/cron.daily/copy
mysqldump
rear mkbackup
= /var/spool/cron/crontabs/ops
0 3 * * * backup.sh
.
`;

/** The ask, on the files of a folder in the place of those of this host. */
function within(root: string): string {
  const moved = schedulesAsk.run.replaceAll(/(?<![\w^\\/$}])\/(etc|var\/spool)(?=\/)/g, `${root}/$1`);
  return moved.replaceAll('/^\\/etc', '/\\/etc').replaceAll('/^\\/var', '/\\/var');
}

const shells = [
  ['dash', '/bin/dash', [], 'awk'],
  ['bash', '/bin/bash', [], 'awk'],
  ['busybox', '/bin/busybox', ['ash'], 'busybox awk'],
] as const;

for (const [name, path, args, awk] of shells.filter(([, file]) => existsSync(file))) {
  test(`${name}: names of programs leave the host, what they are given does not`, (t) => {
    const root = mkdtempSync(join(tmpdir(), 'mizumori-test-'));
    t.teardown(() => {
      rmSync(root, {recursive: true});
    });
    for (const [file, text] of Object.entries(host)) {
      mkdirSync(dirname(join(root, file)), {recursive: true});
      writeFileSync(join(root, file), text);
    }
    const run = within(root).replace("awk '", `${awk} '`);
    const env = {LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin'};
    const told = spawnSync(path, [...args, '-c', `{ ${run}\n} 2>&1`], {env, encoding: 'utf8'}).stdout;
    const text = told.replaceAll(root, '');
    t.false(text.includes(secret));
    t.is(text, expected);
  });
}
