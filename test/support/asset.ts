import type {Asset} from '../../src/model/asset.ts';

/** A Linux server of which the inventory says no more than it must, unless told otherwise. */
export function assetOf(id: string, more: Partial<Asset> = {}): Asset {
  return {
    id,
    kind: 'server',
    zone: 'office',
    address: '192.0.2.1',
    platform: 'linux',
    access: [],
    name: null,
    assetNo: null,
    location: null,
    vendor: null,
    model: null,
    serial: null,
    manager: null,
    users: [],
    system: null,
    data: null,
    exposure: null,
    loadGroup: null,
    consent: null,
    services: null,
    software: null,
    ordered: null,
    identity: null,
    formerIds: [],
    ...more,
  };
}
