import type {Dialogue, WireStep} from '../../model/outside.ts';
import {ber, hex, read, send} from './bytes.ts';

const octets = (text: string): Buffer => ber(0x04, Buffer.from(text));
const message = (id: number, operation: Buffer): Buffer => ber(0x30, Buffer.from([2, 1, id]), operation);

/** Everything that has a class: RFC 4511 4.5.1.7. */
const present = ber(0x87, Buffer.from('objectClass'));

/** What a server says of itself in its entry without a name: RFC 4512 5.1, MS-ADTS 3.1.1.3.2. */
const attributes = [
  'namingContexts',
  'supportedCapabilities',
  'supportedExtension',
  'supportedSASLMechanisms',
  'vendorName',
  'vendorVersion',
] as const;

/** No base, this entry alone, no limits. */
const rootSearch = (wanted: readonly string[]): Buffer =>
  ber(0x63, octets(''), hex('0a0100 0a0100 020100 020100 010100'), present, ber(0x30, ...wanted.map(octets)));

const unbind = send(message(9, hex('4200')));
const part = {at: 'ber'} as const;
/** The name of a first tree of entries: letters, digits and what stands between them. */
const contextName = '[A-Za-z0-9=,._ -]{3,120}';

const root: readonly WireStep[] = [
  send(message(1, rootSearch(attributes))),
  read(part, '^0[\\s\\S]{1,5}\\x02\\x01\\x01d'),
  read(part),
  unbind,
];

/** The first entry of the tree of the kept name, without attributes. Lengths that depend on the name take two bytes. */
const rest = Buffer.concat([hex('0a0102 0a0100 020101 020103 010100'), present, ber(0x30, octets('1.1'))]);
const entries = send('0\\x82{{2:\\x02\\x01\\x03c\\x82{{2:\\x04\\x82{{2:{{=context}}}}', rest, '}}}}');

const anonymous: readonly WireStep[] = [
  send(message(1, ber(0x60, hex('020103'), octets(''), hex('8000')))),
  read(part, '^0[\\s\\S]{1,5}\\x02\\x01\\x01a'),
  send(message(2, rootSearch(['namingContexts']))),
  {
    do: 'read',
    end: part,
    like: '^0[\\s\\S]{1,5}\\x02\\x01\\x02[de]',
    keep: {name: 'context', like: `amingContexts1[\\s\\S]{1,6}?\\x04[\\s\\S](${contextName})(?:\\x04|$)`, most: 120},
  },
  read(part),
  entries,
  read(part),
  unbind,
];

/** In the clear at one port, under TLS at the other. */
const twice = (id: string, kind: Dialogue['class'], steps: readonly WireStep[]): readonly Dialogue[] => {
  const common = {class: kind, transport: 'tcp', seconds: 10, limit: 32_768} as const;
  return [
    {...common, id: `ldap-${id}`, service: 'ldap', ports: [389, 3268], steps},
    {...common, id: `ldaps-${id}`, service: 'ldaps', ports: [636, 3269], steps: [{do: 'tls'}, ...steps]},
  ];
};

export const ldapDialogues = twice('root', 'read', root);
export const ldapAnonymousDialogues = twice('anonymous', 'trial', anonymous);
