import type {DeviceInterfaces} from '../../model/device/index.ts';

type Type = DeviceInterfaces['interfaces'][number]['type'];

/** Kind of an interface by its name, in full or shortened. */
export function interfaceType(name: string): Type {
  if (/^(?:vlan|bvi|bdi|vl\d)/i.test(name)) return 'vlan';
  if (/^lo/i.test(name)) return 'loopback';
  if (/^(?:tu|nve|virtual-access|virtual-template|vi\d)/i.test(name)) return 'tunnel';
  if (/^(?:po\d|port-channel|redundant)/i.test(name)) return name.includes('.') ? 'other' : 'aggregate';
  if (name.includes('.')) return 'other';
  return /ethernet|gige|^(?:eth|gi|te|fa|fo|hu|tw|twe|serial|se\d|mgmt|management|cellular|atm|pos)/i.test(name)
    ? 'physical'
    : 'other';
}
