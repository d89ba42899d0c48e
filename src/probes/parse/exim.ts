import {assignments, lastValue} from './config-text.ts';
import {unknownSettings, type MailSettings} from './postfix.ts';

/** The file that Debian's exim4 is configured with. Its local interfaces are empty when it listens everywhere. */
export function eximSettings(text: string): MailSettings {
  const found = assignments(text);
  const list = (key: string): string[] =>
    (lastValue(found, key) ?? '')
      .split(';')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const listens = list('dc_local_interfaces');
  const networks = list('dc_relay_nets');
  return {
    ...unknownSettings,
    listens,
    listensRemotely: listens.length === 0 || listens.some((address) => !/^(?:127\.|::1|::::1)/.test(address)),
    trustedNetworks: networks,
    networkStyle: 'listed',
    openRelay: networks.some((network) => network === '*' || network.endsWith('/0')) ? true : null,
  };
}
