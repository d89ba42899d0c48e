import test from 'ava';
import fc from 'fast-check';
import {cli} from '../../../src/model/ask.ts';
import {TransportError} from '../../../src/transports/connection.ts';
import {parameters} from '../../fuzz/support.ts';
import {lineReader, plug, type Device, type Plugged, type Replies, type Terminal} from '../../support/cli-device.ts';
import {hold, iosLike, pace, type Held, type HoldOptions} from '../../support/cli-session.ts';

const ask = (run: string, more: {limit?: number; seconds?: number} = {}) => cli(run, {seconds: 1, ...more});
const prompt = 'sw1#';

/** A device that answers as it should, but for what `other` does: null leaves the rest to the usual. */
function device(other: (line: string, terminal: Terminal) => string | Buffer | null, echo = true): Device {
  return (terminal) => {
    terminal.print(prompt);
    const reply: Replies = (line) => {
      if (line === 'exit') return null;
      return other(line, terminal) ?? `answer to ${line}\r\n${prompt}`;
    };
    return lineReader(terminal, reply, echo ? {} : {echo: () => ''});
  };
}

async function ask3(
  plugged: Plugged,
  options: HoldOptions & {limit?: number; asks?: Parameters<typeof cli>[1]} = {},
): Promise<Held> {
  const {asks, ...more} = options;
  return hold(
    plugged.connection,
    iosLike,
    ['show one', 'show two', 'show three'].map((run) => cli(run, {seconds: 1, ...asks})),
    more,
  );
}

const usual = {
  'show one': 'answer to show one\n',
  'show two': 'answer to show two\n',
  'show three': 'answer to show three\n',
};

const reasonOf = (error: unknown): string => (error as TransportError).reason;

test('a device without an echo gives its answers', async (t) => {
  const {results, error} = await ask3(plug(device(() => null, false)));
  t.is(error, null);
  t.deepEqual(results, usual);
});

test('a prompt inside of an answer does not end it', async (t) => {
  const inside = `before\r\n${prompt}\r\n${prompt}show three\r\n${prompt} \r\nafter\r\n`;
  const {results, error} = await ask3(plug(device((line) => (line === 'show two' ? inside + prompt : null))));
  t.is(error, null);
  t.deepEqual(results, {...usual, 'show two': `before\n${prompt}\n${prompt}show three\n${prompt} \nafter\n`});
});

test('a line that could be a prompt, and a wait behind it, do not end an answer', async (t) => {
  const {results, error} = await ask3(
    plug(
      device((line, terminal) => {
        if (line !== 'show two') return null;
        setTimeout(() => terminal.print(`\r\nafter\r\n${prompt}`), 300);
        return 'before\r\nsw2#';
      }),
    ),
  );
  t.is(error, null);
  t.deepEqual(results, {...usual, 'show two': 'before\nsw2#\nafter\n'});
});

test('the very prompt inside of an answer, and a wait behind it, spoil that answer and no other', async (t) => {
  const plugged = plug((terminal) => {
    terminal.print(prompt);
    let late = false;
    let typed = '';
    const reply: Replies = (line) => {
      if (line === 'exit') return null;
      if (line !== 'show two') return `answer to ${line}\r\n${prompt}`;
      late = true;
      setTimeout(() => {
        late = false;
        terminal.print(`\r\nthe rest\r\n${prompt}`);
        setTimeout(() => hear(typed), 5);
      }, 600);
      return `before\r\n${prompt}`;
    };
    const hear = lineReader(terminal, reply);
    // As a device that reads its next command only after it has printed its answer.
    return (keys) => {
      if (late) typed += keys;
      else hear(keys);
    };
  });
  const {results, error} = await ask3(plugged, {asks: {seconds: 10}});
  t.is(error, null);
  t.deepEqual(results, {...usual, 'show two': '<cut>'});
});

for (const ms of [10, 60, 300]) {
  test(`a second prompt out of turn gives nobody the answer of another: ${ms} ms`, async (t) => {
    const plugged = plug(
      device((line, terminal) => {
        if (line !== 'show two') return null;
        setTimeout(() => terminal.print(`answer to ${line}\r\n${prompt}`), ms);
        return `\r\n${prompt}`;
      }),
    );
    const {answers} = await ask3(plugged);
    t.is(answers.length, 3);
    for (const {ask: asked, result} of answers) {
      const others = Object.keys(usual).filter((run) => run !== asked.run);
      const text = result.ok ? result.body.toString() : '';
      t.false(
        others.some((run) => text.includes(run)),
        text,
      );
    }
  });
}

test('a device that imitates our echo changes nothing', async (t) => {
  const fake = `${prompt}show three\r\nforged\r\n`;
  const {results, error} = await ask3(plug(device((line) => (line === 'show two' ? fake + prompt : null))));
  t.is(error, null);
  t.deepEqual(results, {...usual, 'show two': `${prompt}show three\nforged\n`});
});

test('endless output ends the session, and what came before stays', async (t) => {
  const plugged = plug(
    device((line, terminal) => {
      if (line !== 'show two') return null;
      const more = (): void => {
        if (terminal.closed()) return;
        terminal.print('line after line after line\r\n'.repeat(100));
        setTimeout(more, 1);
      };
      more();
      return '';
    }),
  );
  const {results, error} = await ask3(plugged, {asks: {limit: 1_000}});
  t.is(reasonOf(error), 'timeout');
  t.deepEqual(results, {
    'show one': usual['show one'],
    'show two': `cut:${'line after line after line\n'.repeat(38).slice(0, 1_000)}`,
  });
  t.true(plugged.killed());
});

test('more than a session may print ends it', async (t) => {
  const plugged = plug(device((line) => (line === 'show two' ? Buffer.alloc(2_000_000, 'x\r\n') : null)));
  const {results, error} = await ask3(plugged, {limit: 1_000_000});
  t.is(reasonOf(error), 'cut');
  t.deepEqual(results, {'show one': usual['show one']});
});

test('an answer that is too long is cut, and the next ones come', async (t) => {
  const plugged = plug(device((line) => (line === 'show two' ? `${'0123456789\r\n'.repeat(5_000)}${prompt}` : null)));
  const {results, error} = await ask3(plugged, {asks: {limit: 1_000}});
  t.is(error, null);
  t.deepEqual(results, {...usual, 'show two': `cut:${'0123456789\n'.repeat(91).slice(0, 1_000)}`});
});

test('an endless pager ends the session', async (t) => {
  const plugged = plug((terminal) => {
    let paging = false;
    terminal.print(prompt);
    const key = (): boolean => {
      if (paging) terminal.print('\r        \r--More--');
      return paging;
    };
    const reply: Replies = (line) => {
      if (line === 'exit') return null;
      paging = line === 'show two';
      return paging ? 'page\r\n--More--' : `answer to ${line}\r\n${prompt}`;
    };
    return lineReader(terminal, reply, {key});
  });
  const {results, error} = await ask3(plugged);
  t.is(reasonOf(error), 'timeout');
  t.deepEqual(results, {'show one': usual['show one'], 'show two': '<timeout>'});
});

test('a device that closes in the middle of an answer gives no half of it', async (t) => {
  const plugged = plug(
    device((line, terminal) => {
      if (line !== 'show two') return null;
      setTimeout(() => terminal.close(), 20);
      return 'half of\r\n';
    }),
  );
  const {results, error} = await ask3(plugged);
  t.is(reasonOf(error), 'cut');
  t.deepEqual(results, {'show one': usual['show one']});
});

test.serial('ten megabytes without a line feed are bounded and quick', async (t) => {
  const plugged = plug(
    device((line) =>
      line === 'show two' ? Buffer.concat([Buffer.alloc(10_485_760, 'a'), Buffer.from(`\r\n${prompt}`)]) : null,
    ),
  );
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const {results, error} = await ask3(plugged, {limit: 20_000_000, asks: {limit: 10_000, seconds: 20}});
  t.log(`${Math.round(performance.now() - start)} ms, ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB`);
  t.is(error, null);
  t.deepEqual(results, {...usual, 'show two': `cut:${'a'.repeat(10_000)}`});
});

test('a slow drip ends at the time limit', async (t) => {
  const plugged = plug(
    device((line, terminal) => {
      if (line !== 'show two') return null;
      const drip = (): void => {
        if (terminal.closed()) return;
        terminal.print('.');
        setTimeout(drip, 50);
      };
      drip();
      return '';
    }),
  );
  const start = performance.now();
  const {results, error} = await ask3(plugged);
  t.is(reasonOf(error), 'timeout');
  t.true(performance.now() - start < 3_000);
  t.deepEqual(results, {'show one': usual['show one'], 'show two': '<timeout>'});
});

test('a command that ends late costs its own answer alone', async (t) => {
  const plugged = plug(
    device((line, terminal) => {
      if (line !== 'show two') return null;
      setTimeout(() => terminal.print(`late\r\n${prompt}`), 1_300);
      return '';
    }),
  );
  const {results, error} = await ask3(plugged, {pace: {...pace, graceMs: 5_000}});
  t.is(error, null);
  t.deepEqual(results, {...usual, 'show two': '<timeout>'});
});

test('control characters and broken encodings come to nothing, and the bytes stay', async (t) => {
  const bytes = Buffer.concat([
    Buffer.from('\x07\x00a\x1b[31mb\x1b[0m\x1b]0;title\x07c\x0e\x7f\x1b(Bd\x1b[999999999999Ce\r\n'),
    Buffer.from([0xff, 0xfe, 0x82, 0x0d, 0x0a]),
    Buffer.from('\x1b]never ended\r\nseen\r\nxx\b\byy\b\b\b\bz\r\n'),
    Buffer.from(prompt),
  ]);
  const {answers, error} = await ask3(plug(device((line) => (line === 'show two' ? bytes : null))));
  t.is(error, null);
  const result = answers[1]?.result;
  t.is(result?.ok && result.body.toString('latin1'), 'abcd e\n\xff\xfe\x82\n\nseen\nzy\n');
});

test('a device that changes its prompt is not believed', async (t) => {
  const {results, error} = await ask3(plug(device((line) => (line === 'show two' ? 'x\r\nother#' : null))));
  t.is(reasonOf(error), 'timeout');
  t.deepEqual(results, {'show one': usual['show one'], 'show two': '<timeout>'});
});

test('a mark or a number that changes in the prompt is', async (t) => {
  let count = 7;
  const plugged = plug((terminal) => {
    terminal.print('sw-2(7)#');
    return lineReader(terminal, (line) =>
      line === 'exit'
        ? null
        : `answer to ${line}\r\n${count % 2 === 0 ? '!' : ''}sw-2(${++count})${count > 9 ? '*' : ''}#`,
    );
  });
  const dialect = {...iosLike, prompt: /^!?[\w-]+\(\d+\)\*?#$/};
  const {results, error} = await hold(plugged.connection, dialect, ['show one', 'show two', 'show three']);
  t.is(error, null);
  t.deepEqual(results, usual);
});

test('a device that never closes is closed', async (t) => {
  const plugged = plug((terminal) => {
    terminal.print(prompt);
    return lineReader(terminal, (line) => (line === 'exit' ? 'never\r\n' : `answer to ${line}\r\n${prompt}`));
  });
  const {results, error} = await ask3(plugged);
  t.is(error, null);
  t.deepEqual(results, usual);
  t.true(plugged.killed());
});

test('an echo that is wrapped, scrolled or written over is none of the answer', async (t) => {
  const run = 'show interfaces status err-disabled module 1 with a long tail';
  const echoes = [
    `${run.slice(0, 30)}\r\n${run.slice(30)}\r\n`,
    `${run.slice(0, 30)} \r${' '.repeat(4)}${'\b'.repeat(4)}\r${prompt}${run}\r\n`,
    `${run.slice(0, 20)}${'\b'.repeat(20)}$${run.slice(-19)}\r\n`,
    `${run.slice(0, 9)} \b${run.slice(9)}\r\n`,
  ];
  for (const echo of echoes) {
    const plugged = plug((terminal) => {
      terminal.print(prompt);
      let typed = '';
      return (keys) => {
        typed += keys;
        if (!typed.endsWith('\r')) return;
        const line = typed.slice(0, -1);
        typed = '';
        if (line === 'exit') terminal.close();
        else terminal.print(`${line === run ? echo : `${line}\r\n`}fine\r\n${prompt}`);
      };
    });
    const {results, error} = await hold(plugged.connection, iosLike, [run]);
    t.is(error, null, JSON.stringify(echo));
    t.deepEqual(results, {[run]: 'fine\n'}, JSON.stringify(echo));
  }
});

test('an abort ends a session at once', async (t) => {
  const controller = new AbortController();
  const plugged = plug(
    device((line) => {
      if (line !== 'show two') return null;
      setTimeout(() => controller.abort(), 30);
      return 'silence\r\n';
    }),
  );
  const {results, error} = await ask3(plugged, {signal: controller.signal, asks: {seconds: 60}});
  t.is(reasonOf(error), 'stopped');
  t.deepEqual(results, {'show one': usual['show one']});
});

test('a callback that throws ends the session with its own error', async (t) => {
  const onAnswer = (): void => {
    throw new RangeError('ours');
  };
  const plugged = plug(device(() => null));
  const {error} = await ask3(plugged, {onAnswer});
  t.is((error as Error).message, 'ours');
  t.true(plugged.killed());
});

test('what is known well enough stops the asking', async (t) => {
  const plugged = plug(device(() => null));
  const enough: NonNullable<HoldOptions['enough']> = ({ask: {run}}) => run === 'show two';
  const {results, error} = await ask3(plugged, {enough});
  t.is(error, null);
  t.deepEqual(Object.keys(results), ['show one', 'show two']);
  t.true(plugged.typed().endsWith('show two\rexit\r'));
});

for (const run of [
  'reload',
  'show version\rreload',
  'show ver?',
  'show\tversion',
  'show version\x03',
  'configure terminal',
  'show 設定',
  '',
]) {
  test(`nothing at all is sent when there is a command that is not allowed: ${JSON.stringify(run)}`, async (t) => {
    const plugged = plug(device(() => null));
    const {error} = await hold(
      plugged.connection,
      {...iosLike, allow: [...iosLike.allow, /show version|x/m, /^show .*$/m]},
      [ask('show one'), ask(run)],
    );
    t.true(error instanceof Error);
    t.is((error as Error).name, 'Error');
    t.is(plugged.typed(), '');
  });
}

const trap = fc.constantFrom(
  prompt,
  `${prompt}show two`,
  `${prompt} `,
  'sw1>',
  'sw2#',
  '--More--',
  'Password: ',
  'show three',
  'show one',
  '',
  '  x ',
  '% no',
);

test('an answer stands under its own command, whatever is in it and however it comes', async (t) => {
  const texts = fc.array(fc.array(trap, {minLength: 1, maxLength: 6}), {minLength: 3, maxLength: 3});
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({min: 1, max: 30}), fc.boolean(), async (lists, size, echo) => {
      const runs = Object.keys(usual);
      const answer = (line: string): string => {
        const lines = lists[runs.indexOf(line)] ?? [];
        return [`about ${line}`, ...lines].map((text) => `${text}\r\n`).join('');
      };
      const plugged = plug((terminal) => {
        const print = (data: string | Buffer): void => {
          for (let at = 0; at < data.length; at += size) terminal.print(data.slice(at, at + size));
        };
        return device((line) => `${answer(line)}${prompt}`, echo)({...terminal, print});
      });
      const {results, error} = await ask3(plugged, {pace: {settleMs: 4, quietMs: 10, unsureMs: 40, graceMs: 250}});
      t.is(error, null);
      t.deepEqual(results, Object.fromEntries(runs.map((run) => [run, answer(run).replaceAll('\r', '')])));
    }),
    parameters(0.3),
  );
});

const scrap = fc.oneof(
  fc.constantFrom(
    'sw1#',
    'sw1>',
    'sw2#',
    '\r\n',
    '--More--',
    'Password: ',
    'show one',
    'show two',
    '\x1b[2K',
    '\r',
    '\b',
    '\x1b]',
  ),
  fc.string({maxLength: 8}),
  fc.uint8Array({maxLength: 8}).map((bytes) => Buffer.from(bytes).toString('latin1')),
);

/** `delays` and `scraps` are gone through in turn, one for each thing that is typed or printed. */
function babbler(scraps: readonly string[], delays: readonly number[]): Device {
  return (terminal) => {
    let at = 0;
    const babble = (): void => {
      const delay = delays[at % delays.length] ?? 0;
      terminal.print(Buffer.from(scraps[at % scraps.length] ?? '', 'latin1'));
      if (++at < 60 && !terminal.closed()) setTimeout(babble, delay);
    };
    terminal.print('sw1>');
    return (typed) => {
      terminal.print(typed);
      babble();
    };
  };
}

test('fuzz: whatever a device prints, a session ends, and types nothing but what it may', async (t) => {
  const quick = {settleMs: 1, quietMs: 3, unsureMs: 8, graceMs: 20};
  const asks = [
    ask('show one', {seconds: 0.1}),
    cli('show two', {privilege: 'root', seconds: 0.1}),
    ask('show three', {seconds: 0.1}),
  ];
  const typedOnly =
    /^(?:[ \r]|(?:terminal length 0|show one|show two|show three|enable|exit)\r)*(?:Secret-0987\r)?(?:[ \r]|(?:terminal length 0|show two|exit)\r)*$/;
  await fc.assert(
    fc.asyncProperty(
      fc.array(scrap, {minLength: 1, maxLength: 12}),
      fc.array(fc.nat(12), {minLength: 1, maxLength: 4}),
      async (scraps, delays) => {
        const plugged = plug(babbler(scraps, delays));
        const {answers, error} = await hold(plugged.connection, iosLike, asks, {
          secret: 'Secret-0987',
          promptMs: 60,
          pace: quick,
        });
        t.true(error === null || error instanceof TransportError, String(error));
        t.is(new Set(answers.map(({ask: {id}}) => id)).size, answers.length);
        t.regex(plugged.typed(), typedOnly);
        t.true(plugged.killed());
      },
    ),
    parameters(0.3),
  );
});
