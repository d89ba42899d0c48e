import {cim, registry} from '../../model/ask.ts';

/** Networks that this computer was ever in: how it was connected, never their names. From Vista on. */
export const knownNetworksAsk = registry(
  'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\NetworkList\\Profiles',
  {id: 'known-networks', depth: 'children', values: ['NameType']},
);

/** Devices of the class Bluetooth. */
export const bluetoothAsk = cim('Win32_PnPEntity', ['DeviceID', 'ConfigManagerErrorCode', 'Service'], {
  id: 'bluetooth-devices',
  where: "ClassGuid='{e0cbf06c-cd8b-4647-bb8a-263b43f0f974}'",
});
