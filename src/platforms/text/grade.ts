import type {DeviceUsers, Grade, PasswordScheme} from '../../model/device/index.ts';
import {readSecret} from './secret.ts';

type Stored = Pick<DeviceUsers['users'][number], 'scheme' | 'grade'>;

const crypt: Readonly<Record<string, PasswordScheme>> = {
  '1': 'md5-crypt',
  '5': 'sha256',
  '6': 'sha512',
  '2a': 'bcrypt',
  '2b': 'bcrypt',
  '2y': 'bcrypt',
  y: 'hash',
};

/**
 * How a password is stored, by the prefix that crypt(5) gives a hash; `otherwise` where there is none. A grade is told of readable
 * ones, and of hashes that makers deliver.
 */
export function storedAs(text: string, otherwise: PasswordScheme | null): Stored {
  const prefix = /\$(?<id>\w{1,2})\$/.exec(text)?.groups?.['id'];
  const scheme = prefix === undefined ? otherwise : (crypt[prefix] ?? 'hash');
  const grade = gradeOf(text);
  return {scheme, grade: scheme === 'plain' || grade === 'default' ? grade : null};
}

/** What the redactor found a readable secret to be. */
export function gradeOf(text: string): Grade | null {
  return readSecret(text)?.grade ?? null;
}
