import test from 'ava';
import {platforms} from '../../src/platforms/index.ts';

const withCli = platforms.flatMap((platform) => (platform.cli === undefined ? [] : [{...platform, cli: platform.cli}]));

for (const {id, cli, readings, signs} of withCli) {
  const asks = Object.values(readings ?? {}).flatMap((reading) => reading.ask);
  const commands = [
    ...asks.flatMap((ask) => (ask.kind === 'cli' ? [ask.run] : [])),
    ...cli.start,
    ...cli.finish,
    ...(signs?.command === undefined ? [] : [signs.command.run]),
  ];

  test(`${id}: every command that is sent is one of those that may be`, (t) => {
    t.true(commands.length > 0);
    for (const command of new Set(commands))
      t.true(
        cli.allow.some((pattern) => pattern.test(command)),
        command,
      );
  });

  test(`${id}: nothing that changes the device may be sent`, (t) => {
    const forbidden = [
      ...['configure terminal', 'write memory', 'copy running-config startup-config', 'clear logging', 'reload'],
      ...['debug all', 'erase startup-config', 'delete flash:x', 'show version | redirect tftp://192.0.2.1/x'],
      ...['show version\nreload', 'show version ; reload', 'show version | tee flash:x', 'show running-config > x'],
      ...['show version | append flash:x', ' reload', 'do show version', 'terminal length 0 ; reload'],
    ];
    for (const command of forbidden)
      t.false(
        cli.allow.some((pattern) => pattern.test(command)),
        command,
      );
  });

  test(`${id}: patterns of the session are anchored`, (t) => {
    for (const pattern of [cli.prompt, ...cli.allow]) t.regex(pattern.source, /^\^.*\$$/s);
  });
}
