import type {Identification} from './collect.ts';
import type {Exchange} from './model/evidence.ts';
import {kitPlatform} from './model/kit.ts';
import type {CliDialect, Platform} from './model/platform.ts';
import {evidenceOf, isIdentity} from './platforms/identification.ts';
import {identify} from './platforms/identify.ts';
import {unknown} from './platforms/unknown.ts';
import {identifyDialect} from './transports/cli/index.ts';
import type {Redact} from './transports/index.ts';
import {createRedactor, type RedactorOptions} from './transports/redact.ts';

/**
 * What takes secrets out of the answers of a platform, made once for each: a line that the device has broken is put together
 * before. What a device says before it is known is held against the patterns of all of them.
 */
export function redactors(
  platforms: readonly Platform[],
  options: Omit<RedactorOptions, 'platformPatterns'>,
): (platform: string) => Redact {
  const made = new Map<string, Redact>();
  return (platform) => {
    const known = made.get(platform);
    if (known !== undefined) return known;
    const own = platforms.filter(({id}) => platform === 'auto' || id === platform);
    const redact = createRedactor({...options, platformPatterns: own.flatMap(({secrets}) => secrets ?? [])});
    const {unfold} = own.length === 1 ? (own[0] ?? {}) : {};
    const whole: Redact = unfold === undefined ? redact : (text) => redact(unfold(text));
    made.set(platform, whole);
    return whole;
  };
}

/** Command lines by platform; `auto`: of a device that is not known yet. */
export function dialects(platforms: readonly Platform[]): ReadonlyMap<string, CliDialect> {
  const known = platforms.flatMap(({id, cli}) => (cli === undefined ? [] : [[id, cli] as const]));
  const commands = platforms.flatMap(({cli, signs}) => (cli === undefined ? [] : (signs?.command?.run ?? [])));
  return new Map([...known, ['auto', identifyDialect(commands)]]);
}

/** A kit is for one platform, and was found to fit the machine. */
function platformOf(exchanges: readonly Exchange[]): string | null {
  return kitPlatform(exchanges) ?? identify(evidenceOf(exchanges));
}

/** Recognises an asset by what was asked of it to that end. */
export const identification: Identification = {
  reads: isIdentity,
  platformOf,
  isSure: (exchanges) => ![null, unknown.id].includes(platformOf(exchanges)),
};
