/**
 * What a model has, after the command reference of RTX (Rev.14.00 to 23.01) and the manuals of older models.
 * What is in none of these lists is not known.
 */
const webPages = /^(?:RTX(?:810|830|840|1200|1210|1220|1300)|NVR\d|FWX|SRT|RT58i|RT57i|RT107e)/;
const noWebPages = /^(?:RTX(?:1000|1100|1500|2000|3000|3500|3510|5000)|vRX|RT250i|RT300i)/;
const ports = /^(?:RTX(?:810|830|840|1200|1210|1220|1300|3510)|NVR(?:500|510|700W)|FWX)/;
const cards = /^(?:RTX(?:810|830|840|1200|1210|1220|1300|3500|3510|5000)|NVR(?:510|700W)|FWX)/;
const dialled = /^(?:RTX(?:1000|1100|1200|1210|1500|2000|3000|3500|5000)|NVR(?:500|700W)|RT58i|RT57i|RT250i|RT300i)/;
const neverDialled = /^(?:RTX(?:810|830|840|1220|1300|3510)|NVR510|FWX|SRT|RT107e|vRX)/;
const newLogins = /^(?:RTX(?:840|1300|3510)|vRX)/;
const sntpServers = /^(?:RTX(?:810|830|840|1200|1210|1220|1300|3500|3510|5000)|NVR|FWX|vRX)/;
const twinSupplies = /^RTX(?:3000|3500|5000)/;

const oneOf = (model: string, yes: RegExp, no: RegExp): boolean | null =>
  yes.test(model) ? true : no.test(model) ? false : null;

export const hasWebPages = (model: string): boolean | null => oneOf(model, webPages, noWebPages);
export const hasUsb = (model: string): boolean => ports.test(model);
export const hasCardSlot = (model: string): boolean => cards.test(model);
/** ISDN, through which another router can set this one up. */
export const isDialled = (model: string): boolean | null => oneOf(model, dialled, neverDialled);
/** Every login needs a user name; on the others there is also the user without a name. */
export const hasOnlyNamedUsers = (model: string): boolean => newLogins.test(model);
export const hasSntpServer = (model: string): boolean => sntpServers.test(model);
export const hasTwinSupplies = (model: string): boolean => twinSupplies.test(model);

/** Bits of a host key that was made without naming any; null where the manual at hand does not tell. */
export function hostKeyBits(model: string): number | null {
  if (/^RTX(?:5000|3500|1210)/.test(model)) return 1024;
  return /^(?:RTX(?:830|840|1220|1300|3510)|vRX)/.test(model) ? 2048 : null;
}
