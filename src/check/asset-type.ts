import {assetKinds, exposures, systemKinds} from '../model/asset.ts';
import {bool, int, list, nullable, object, string, type Type} from './types.ts';

const oneOf = (values: readonly string[]): Type => ({kind: 'string', values});

/** What expressions see of the inventory as `asset`. Null: the inventory says nothing. */
export const assetType = object({
  id: string,
  kind: oneOf(assetKinds),
  zone: string,
  address: string,
  platform: string,
  name: nullable(string),
  assetNo: nullable(string),
  location: nullable(string),
  vendor: nullable(string),
  model: nullable(string),
  serial: nullable(string),
  manager: nullable(string),
  users: list(string),
  system: nullable(oneOf(systemKinds)),
  exposure: nullable(oneOf(exposures)),
  data: nullable(object({confidentiality: int, integrity: int, availability: int})),
  loadGroup: nullable(string),
  /** Whether the inventory wants it looked at from outside. */
  outside: bool,
  services: nullable(object({allow: list(string)})),
  ordered: nullable(
    object({
      document: nullable(string),
      delivered: nullable(string),
      os: nullable(list(string)),
      versions: nullable(list(object({package: string, constraint: string}))),
      accounts: nullable(list(string)),
      timeSources: nullable(list(string)),
      antivirus: nullable(list(string)),
    }),
  ),
  installed: nullable(
    object({
      os: nullable(string),
      firmware: nullable(string),
      endOfSupport: nullable(string),
      asOf: nullable(string),
    }),
  ),
  software: nullable(object({allow: list(string), deny: list(string)})),
});
