import type {Dialogue, WireStep} from '../../model/outside.ts';
import {say} from './lines.ts';

const common = {class: 'read', transport: 'tcp', limit: 8192} as const;
/** What comes until nothing does for a while: these protocols do not tell where their first words end. */
const whatComes: WireStep = {do: 'read', end: {at: 'silence', ms: 1500}};

/** RFC 854: what the server says first. Nothing is sent, so nothing is negotiated. */
export const telnetDialogue: Dialogue = {
  ...common,
  ...{id: 'telnet', service: 'telnet', ports: [23, 2323], steps: [whatComes], seconds: 10},
};

/** RFC 1282: the byte before the names. None follow: it is no login. */
export const rloginDialogue: Dialogue = {
  ...common,
  ...{id: 'rlogin', service: 'rlogin', ports: [513], steps: [{do: 'send', bytes: '\\x00'}, whatComes], seconds: 6},
};

/** rshd(8), rexecd(8): that there is no second connection for errors. Names and a command do not follow. */
export const rshDialogue: Dialogue = {
  ...common,
  ...{id: 'rsh', service: 'rsh', ports: [514], steps: [{do: 'send', bytes: '\\x00'}, whatComes], seconds: 6},
};
export const rexecDialogue: Dialogue = {...rshDialogue, id: 'rexec', service: 'rexec', ports: [512]};

/** RFC 1288: asks for a user that cannot be there, so that nothing is learnt of those who are. */
export const fingerDialogue: Dialogue = {
  ...common,
  ...{id: 'finger', service: 'finger', ports: [79], seconds: 10},
  steps: [say('mizumori.invalid'), {do: 'read', end: {at: 'close'}}],
};

const screens = Array.from({length: 11}, (_, index) => index);

/**
 * RFC 6143, 7.1: up to the ways to log in that the server offers, and where VeNCrypt (19) is among them up to those within it, of
 * which some want no password. None of them is chosen. https://github.com/rfbproto/rfbproto/blob/master/rfbproto.rst#vencrypt
 */
export const vncDialogue: Dialogue = {
  ...common,
  ...{id: 'vnc', service: 'vnc', ports: screens.map((screen) => 5900 + screen), seconds: 10},
  steps: [
    {do: 'read', end: {at: 'bytes', count: 12}, like: '^RFB (?:003\\.(?:00[7-9]|0[1-9]|[1-9])|00[4-9]\\.)'},
    {do: 'send', bytes: 'RFB 003.008\\n'},
    {do: 'read', end: {at: 'length', offset: 0, bytes: 1, order: 'big', plus: 1}, like: '^[\\s\\S][\\s\\S]*\\x13'},
    {do: 'send', bytes: '\\x13'},
    {do: 'read', end: {at: 'bytes', count: 2}, like: '^\\x00\\x02'},
    {do: 'send', bytes: '\\x00\\x02'},
    {do: 'read', end: {at: 'bytes', count: 2}, like: '^\\x00'},
    {do: 'read', end: {at: 'silence', ms: 300}},
  ],
};

const displays = screens.map((screen) => 6000 + screen);
/** The fixed part of what a display answers. */
const setup: WireStep = {do: 'read', end: {at: 'bytes', count: 8}};
const hello = (version: string): WireStep => ({do: 'send', bytes: `l\\x00${version}${'\\x00'.repeat(8)}`});

/** X11 protocol, 8: a version that there is not, so that the display says its own and lets nobody in. */
export const x11Dialogue: Dialogue = {
  ...common,
  ...{id: 'x11', service: 'x11', ports: displays, steps: [hello('c\\x00'), setup], seconds: 10},
};

/** The same with the right version and no authorisation: whether anybody is let in. Nothing is asked of the display. */
export const x11OpenDialogue: Dialogue = {
  ...common,
  ...{
    id: 'x11-open',
    class: 'trial',
    service: 'x11',
    ports: displays,
    steps: [hello('\\x0b\\x00'), setup],
    seconds: 10,
  },
};
