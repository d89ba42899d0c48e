import {cim, registry} from '../../model/ask.ts';

/** Networks that this computer was ever in: how it was connected, never their names. From Vista on. */
export const knownNetworksAsk = registry(
  'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\NetworkList\\Profiles',
  {id: 'known-networks', depth: 'children', values: ['NameType']},
);

/** Class of devices that every computer has one of: without it the answer tells nothing. */
export const computerClass = '{4d36e966-e325-11ce-bfc1-08002be10318}';

/** Devices of the class Bluetooth, and the computer itself. */
export const bluetoothAsk = cim('Win32_PnPEntity', ['DeviceID', 'ClassGuid', 'ConfigManagerErrorCode'], {
  id: 'bluetooth-devices',
  where: `ClassGuid='{e0cbf06c-cd8b-4647-bb8a-263b43f0f974}' OR ClassGuid='${computerClass}'`,
});
