import type {WireStep} from '../../model/outside.ts';

/** A line of a text protocol. */
export const say = (line: string): WireStep => ({do: 'send', bytes: `${line}\\r\\n`});

/** An answer of one or more lines of SMTP or FTP, whatever it says. */
export const anyReply: WireStep = {do: 'read', end: {at: 'line', like: '^[0-9]{3}(?: |$)'}};

/** The same, without which the dialogue is over unless it has a certain code. */
export const reply = (code: string): WireStep => ({
  do: 'read',
  end: {at: 'line', like: '^[0-9]{3}(?: |$)'},
  like: `^(?:${code}-[^\\n]*\\n)*${code}`,
});
