import type {Connection} from '../connection.ts';
import {CliSession} from './session.ts';
import {assertScript} from './script.ts';
import type {CliOptions, CliScript} from './types.ts';

export {identifyDialect} from './identify.ts';
export type {CliAnswer, CliOptions, CliResult, CliScript, Pace} from './types.ts';

/**
 * Holds one conversation with the command line of a device and hands out the answers as they come.
 * @throws TransportError when it cannot go on; answers that came before remain good.
 * @throws Error for a command that the dialect does not allow; nothing was sent then.
 */
export async function runCli(connection: Connection, script: CliScript, options: CliOptions): Promise<void> {
  assertScript(script);
  await new CliSession(script, options).run(connection);
}
