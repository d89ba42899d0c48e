import test from 'ava';
import {cli} from '../../../src/model/ask.ts';
import {lineReader, plug, simpleDevice, type Device} from '../../support/cli-device.ts';
import {fortiLike, hold, iosLike, junosLike, yamahaLike} from '../../support/cli-session.ts';

const password = 'Secret-0987';

/** Cisco IOS as it behaves: `right`: the password it takes; it asks three times before it gives up. */
function ios(right: string | null, options: {readonly startsPrivileged?: boolean} = {}): Device {
  return (terminal) => {
    let sign = options.startsPrivileged ? '#' : '>';
    let attempts = 0;
    let asking = false;
    const answers: Record<string, string> = {
      'terminal length 0': '',
      'show version': 'Cisco IOS Software, C2960 Software\r\n\r\nsw-joui-01 uptime is 3 weeks\r\n',
      'show clock': '*12:00:00.123 JST Mon Mar 1 2027\r\n',
      'show vtp status': "                ^\r\n% Invalid input detected at '^' marker.\r\n\r\n",
    };
    const prompt = (): string => `sw-joui-01${sign}`;
    const running = 'Building configuration...\r\n\r\n!\r\nend\r\n\r\n';
    terminal.print(`\r\n\x07*** 浄水場 管理用 ***\r\nUnauthorized access is prohibited>\r\n\r\n${prompt()}`);
    const judge = (line: string): string => {
      if (line === right) sign = '#';
      else if (++attempts < 3) return 'Password: ';
      [asking, attempts] = [false, 0];
      return prompt();
    };
    const reply = (line: string): string | null => {
      if (asking) return judge(line);
      if (line === 'exit') return null;
      asking = line === 'enable' && right !== null;
      if (asking) return 'Password: ';
      if (line === 'enable') return `% Error in authentication.\r\n\r\n${prompt()}`;
      if (line === 'show running-config' && sign === '#') return `${running}${prompt()}`;
      return `${answers[line] ?? '% Unknown command\r\n'}${prompt()}`;
    };
    return lineReader(terminal, reply, {echo: (key) => (key === '\r' ? '\r\n' : asking ? '' : key)});
  };
}

const both = ['show version', cli('show running-config', {privilege: 'root'}), 'show vtp status', 'show clock'];

test('an IOS-like device gives its answers, in privileged mode where that is wanted', async (t) => {
  const {connection, typed} = plug(ios(password));
  const {results, answers, refused, accepted, error} = await hold(connection, iosLike, both, {secret: password});
  t.is(error, null);
  t.deepEqual(results, {
    'show version': 'Cisco IOS Software, C2960 Software\n\nsw-joui-01 uptime is 3 weeks\n',
    'show vtp status': '<unsupported>',
    'show clock': '*12:00:00.123 JST Mon Mar 1 2027\n',
    'show running-config': 'Building configuration...\n\n!\nend\n\n',
  });
  t.deepEqual([refused, accepted], [0, 1]);
  t.deepEqual(
    answers.map(({ask, privileged}) => [ask.id, privileged]),
    [
      ['show version', false],
      ['show vtp status', false],
      ['show clock', false],
      ['show running-config', true],
    ],
  );
  t.true(answers.every(({sentAt, receivedAt}) => sentAt < receivedAt));
  const lines = ['terminal length 0', 'show version', 'show vtp status', 'show clock', 'enable', password];
  t.is(typed(), [...lines, 'terminal length 0', 'show running-config', 'exit', ''].join('\r'));
});

test('a wrong password is sent once, and nothing of the rest is lost', async (t) => {
  const {connection, typed, killed} = plug(ios('another'));
  const {results, refused, accepted, error} = await hold(connection, iosLike, both, {secret: password});
  t.is(error, null);
  t.is(results['show running-config'], '<auth-failed>');
  t.regex(results['show clock'] ?? '', /^\*12:00/);
  t.deepEqual([refused, accepted], [1, 0]);
  t.is(typed().split(password).length, 2);
  t.true(typed().endsWith(`enable\r${password}\r`));
  t.true(killed());
});

test('without a password what needs privilege is denied, and nothing is sent for it', async (t) => {
  const {connection, typed} = plug(ios(password));
  const {results, refused, accepted, error} = await hold(connection, iosLike, both);
  t.is(error, null);
  t.is(results['show running-config'], '<permission-denied>');
  t.deepEqual([refused, accepted], [0, 0]);
  t.false(/enable|running/.test(typed()));
});

test('a device is left at once where everything is denied', async (t) => {
  const {connection, typed} = plug(ios(password));
  const asks = [cli('show running-config', {privilege: 'root'})];
  const {results, error} = await hold(connection, iosLike, asks);
  t.is(error, null);
  t.deepEqual(results, {'show running-config': '<permission-denied>'});
  t.is(typed(), 'exit\r');
});

test('a prompt that is privileged already needs no password', async (t) => {
  const {connection, typed} = plug(ios(password, {startsPrivileged: true}));
  const {results, answers, error} = await hold(connection, iosLike, both);
  t.is(error, null);
  t.is(results['show running-config'], 'Building configuration...\n\n!\nend\n\n');
  t.true(answers.every(({privileged}) => privileged));
  t.false(typed().includes('enable'));
});

test('a device that does not let anybody into privileged mode denies', async (t) => {
  const {connection, typed} = plug(ios(null));
  const {results, refused, error} = await hold(connection, iosLike, both, {secret: password});
  t.is(error, null);
  t.is(results['show running-config'], '<permission-denied>');
  t.is(refused, 0);
  t.false(typed().includes(password));
});

test('a refusal that leads back to the prompt is told once', async (t) => {
  const device: Device = (terminal) => {
    let asking = false;
    terminal.print('sw1>');
    return lineReader(terminal, (line) => {
      if (line === 'exit') return null;
      const answered = asking ? '% Access denied\r\n\r\nsw1>' : 'fine\r\nsw1>';
      asking = line === 'enable';
      return asking ? 'Password: ' : answered;
    });
  };
  const {connection, typed} = plug(device);
  const {results, refused, error} = await hold(connection, iosLike, both, {secret: password});
  t.is(error, null);
  t.is(refused, 1);
  t.is(results['show running-config'], '<auth-failed>');
  t.true(typed().endsWith(`enable\r${password}\rexit\r`));
});

test('the password reaches no answer when the device echoes it', async (t) => {
  const device: Device = (terminal) => {
    let sign = '>';
    terminal.print('sw1>');
    return lineReader(terminal, (line) => {
      if (line === 'exit') return null;
      if (line === 'enable') return 'Password: ';
      if (line === password) sign = '#';
      return `${line === password ? '' : 'fine\r\n'}sw1${sign}`;
    });
  };
  const {answers, results, accepted} = await hold(plug(device).connection, iosLike, both, {secret: password});
  t.is(accepted, 1);
  t.is(results['show running-config'], 'fine\n');
  t.false(JSON.stringify(answers.map(({result}) => (result.ok ? result.body.toString() : result))).includes(password));
});

test('a password that would be typed as more than one line is not typed', async (t) => {
  const {connection, typed} = plug(ios(password));
  const {error} = await hold(connection, iosLike, both, {secret: 'a\rreload'});
  t.like(error, {name: 'TransportError', reason: 'auth-failed'});
  t.false(typed().includes('reload'));
});

test('a password of which nothing more is heard may have been refused', async (t) => {
  for (const close of [true, false]) {
    const device: Device = (terminal) => {
      terminal.print('sw1>');
      return lineReader(terminal, (line) => {
        if (line === password) return close ? null : 'Checking\r\n';
        return line === 'enable' ? 'Password: ' : 'fine\r\nsw1>';
      });
    };
    const options = {secret: password, promptMs: 400};
    const {results, refused, error} = await hold(plug(device).connection, iosLike, both, options);
    t.like(error, {reason: close ? 'cut' : 'timeout', unanswered: true});
    t.false((error as Error).message.includes(password));
    t.deepEqual(Object.keys(results), ['show version', 'show vtp status', 'show clock']);
    t.is(refused, 0);
  }
});

test('the password is typed for nothing but the command that wants it', async (t) => {
  const device: Device = (terminal) => {
    terminal.print('sw1>');
    return lineReader(terminal, (line) => (line === 'show version' ? 'Password: ' : 'fine\r\nsw1>'));
  };
  const {connection, typed} = plug(device);
  const asks = [cli('show version', {seconds: 1}), cli('show running-config', {privilege: 'root', seconds: 1})];
  const {results, error} = await hold(connection, iosLike, asks, {secret: password});
  t.like(error, {reason: 'timeout', unanswered: false});
  t.deepEqual(results, {'show version': '<timeout>'});
  t.false(typed().includes(password));
});

/** `つづく` in Shift_JIS, EUC-JP and UTF-8. */
const pagers = {
  sjis: Buffer.from('2d2d2d82c282c382ad2d2d2d', 'hex'),
  euc: Buffer.from('2d2d2da4c4a4c5a4af2d2d2d', 'hex'),
  utf8: Buffer.from('---つづく---'),
};

const yamahaPages = [
  '# RTX1210 Rev.14.01.40\r\nip route default gateway 192.0.2.1\r\n',
  'ip lan1 address 192.0.2.2/24\r\n\r\n',
  '>\r\n#\r\n',
];

function yamaha(pager: Buffer): Device {
  return (terminal) => {
    let sign = '>';
    let asking = false;
    let pages: string[] = [];
    const page = (): Buffer => {
      const text = Buffer.from(pages.shift() ?? '');
      return Buffer.concat([text, pages.length > 0 ? pager : Buffer.from(`${sign} `)]);
    };
    terminal.print('\r\nRTX1210 Rev.14.01.40\r\n\r\n> ');
    const key = (): boolean => {
      if (pages.length === 0) return false;
      terminal.print('\b'.repeat(12) + ' '.repeat(12) + '\b'.repeat(12));
      terminal.print(page());
      return true;
    };
    const reply = (line: string): string | Buffer | null => {
      if (asking) [asking, sign] = [false, line === password ? '#' : '>'];
      else if (line === 'administrator') asking = true;
      else if (line === 'exit' && sign === '>') return null;
      else if (line === 'exit') sign = '>';
      else if (line === 'show config') pages = [...yamahaPages];
      return asking ? 'Password: ' : page();
    };
    return lineReader(terminal, reply, {key, echo: (k) => (k === '\r' ? '\r\n' : asking ? '' : k)});
  };
}

for (const [encoding, pager] of Object.entries(pagers)) {
  test(`a Yamaha-like device with a pager in ${encoding} gives a whole configuration`, async (t) => {
    const {connection, typed} = plug(yamaha(pager));
    const ask = cli('show config', {privilege: 'root'});
    const {results, accepted, error} = await hold(connection, yamahaLike, [ask], {secret: password});
    t.is(error, null);
    t.is(accepted, 1);
    t.deepEqual(results, {
      'show config':
        '# RTX1210 Rev.14.01.40\nip route default gateway 192.0.2.1\nip lan1 address 192.0.2.2/24\n\n>\n#\n',
    });
    t.is(typed(), `administrator\r${password}\rconsole lines infinity\rshow config\r  exit\rexit\r`);
  });
}

function forti(): Device {
  return (terminal) => {
    let context = '';
    let paging = false;
    const prompt = (): string => `\r\nFGT-joui ${context}# `;
    terminal.print(`\r${prompt()}`);
    const key = (): boolean => {
      if (!paging) return false;
      paging = false;
      terminal.print(`\r         \rend\r\n${prompt()}`);
      return true;
    };
    const reply = (line: string): string | null => {
      if (line === 'exit') return null;
      if (line === 'config global') context = '(global) ';
      if (line === 'end') context = '';
      if (line === 'get system ha status') return `${context}HA\r\n${prompt()}`;
      if (line === 'diagnose x') return `\r\ncommand parse error before 'x'\r\nCommand fail.\r\n${prompt()}`;
      paging = line === 'show system';
      return paging ? 'config system global\r\n\r\n    set hostname "FGT-joui"\r\n--More-- ' : prompt();
    };
    return lineReader(terminal, reply, {key, echo: (k) => (k === '\r' ? '\r\r\n' : k)});
  };
}

test('a FortiOS-like device is paged and may tell where one is', async (t) => {
  const asks = ['show system', 'config global', 'get system ha status', 'diagnose x', 'end'];
  const {results, error} = await hold(plug(forti()).connection, fortiLike, asks);
  t.is(error, null);
  t.deepEqual(results, {
    'show system': 'config system global\n\n    set hostname "FGT-joui"\nend\n\n',
    'config global': '\n',
    'get system ha status': '(global) HA\n\n',
    'diagnose x': '<unsupported>',
    end: '\n',
  });
});

test('a Junos-like device gives its answers', async (t) => {
  const prompt = 'scan@mx-joui> ';
  const answers = {
    'set cli screen-length 0': 'Screen length set to 0\r\n\r\n',
    'show version': 'Hostname: mx-joui\r\nModel: mx204\r\nJunos: 20.4R3\r\n\r\n',
    exit: null,
  };
  const device = simpleDevice(prompt, answers, '--- JUNOS 20.4R3 Kernel 64-bit\r\n');
  const {results, error} = await hold(plug(device).connection, junosLike, ['show version', 'show system']);
  t.is(error, null);
  t.is(results['show version'], 'Hostname: mx-joui\nModel: mx204\nJunos: 20.4R3\n\n');
});
