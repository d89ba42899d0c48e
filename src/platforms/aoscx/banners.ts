import type {DeviceBanner} from '../../model/device/index.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {banner} from './config.ts';

/** Texts that stand between two lines of a sign of their own. */
export function readBanner(config: RunningConfig) {
  const found = [...config.text.matchAll(banner)];
  const value: DeviceBanner = {
    banners: found.map((match) => ({kind: match[1] === 'exec' ? 'exec' : 'motd', text: (match[3] ?? '').trim()})),
  };
  const said = config.text.match(/^banner /gm)?.length ?? 0;
  return told(value, config, said === found.length);
}
