import type {Dialogue} from '../../model/outside.ts';
import {ask, hex, read} from './bytes.ts';

const common = {transport: 'udp', service: 'ntp', ports: [123], seconds: 2} as const;

/** What we say that our clock shows: a server gives it back, and takes it for nothing else. */
export const ourTransmit = Buffer.from('mizumori');

/** A client's question (mode 3): RFC 5905 7.3. */
export const ntpTimeDialogue: Dialogue = {
  ...common,
  id: 'ntp-time',
  class: 'read',
  steps: [ask(hex('23'), Buffer.alloc(39), ourTransmit), read({at: 'bytes', count: 48})],
  limit: 512,
};

/** Read variables of the system (mode 6): RFC 9327. */
export const ntpVariablesDialogue: Dialogue = {
  ...common,
  id: 'ntp-variables',
  class: 'read',
  steps: [ask(hex('16 02 0001 0000 0000 0000 0000')), read({at: 'silence', ms: 300})],
  limit: 8192,
};

/** Most that a list of 600 clients makes, in 100 datagrams of up to 440 bytes. */
const longestList = 65_536;

/** MON_GETLIST_1 of ntpd (mode 7), by which a stranger gets the list of all clients: CVE-2013-5211. */
export const ntpMonitorDialogue: Dialogue = {
  ...common,
  id: 'ntp-monitor',
  class: 'trial',
  steps: [ask(hex('17 00 03 2a 0000 0000')), read({at: 'silence', ms: 300})],
  limit: longestList,
};
