import {integer} from './config-text.ts';
import type {Code} from './pam-control.ts';
import {pamArg, type PamLine} from './pam.ts';

const success: readonly Code[] = ['success'];
const denied: readonly Code[] = ['auth_err'];
/** Modules that ask a directory, which does not know an account of the host itself. */
const directory = /^pam_(?:sss|ldap|krb5|winbind|radius|tacplus|oidc|himmelblau)\.so$/;

export const asksDirectory = ({module}: PamLine): boolean => directory.test(module);

/** `uid >= 1000` and its like, of somebody with an account like people have; null for other conditions. */
function condition({args}: PamLine): boolean | null {
  const [name, operator, number, ...more] = args.filter((arg) => !/^(?:quiet\w*|use_uid|debug|audit)$/.test(arg));
  const value = integer(number);
  if (name !== 'uid' || value === null || value > 1000 || more.length > 0) return null;
  if (operator === '>=' || operator === '>' || operator === 'ge' || operator === 'gt' || operator === 'ne') return true;
  return ['<', '<=', 'lt', 'le', '=', '==', 'eq'].includes(operator ?? '') ? false : null;
}

/** What modules return for somebody with an account of the host itself who is not root; null where that is not known. */
export function forLocalUser(line: PamLine): readonly Code[] | null {
  switch (line.module) {
    case 'pam_deny.so':
      return denied;
    case 'pam_permit.so':
    case 'pam_localuser.so':
      return success;
    case 'pam_nologin.so':
      return pamArg(line, 'successok') === null ? ['ignore'] : success;
    case 'pam_rootok.so':
      return denied;
    case 'pam_usertype.so':
      return pamArg(line, 'isregular') === null ? denied : success;
    case 'pam_faillock.so':
      return pamArg(line, 'authfail') === null ? success : denied;
    case 'pam_succeed_if.so': {
      const met = condition(line);
      return met === null ? null : met ? success : denied;
    }
    default:
      return null;
  }
}
