import type {Platform} from '../model/platform.ts';
import {isWindowsServer} from '../model/ssh-server.ts';
import type {Evidence} from './identification.ts';
import {platforms} from './index.ts';
import {isShared} from './snmp/identity.ts';
import {unknown} from './unknown.ts';

/** Length of the longest sysObjectID prefix of a platform that matches whole components; 0: none. */
function objectIdLength({signs}: Platform, objectId: string): number {
  const hits = (signs?.objectIds ?? []).filter((prefix) => `${objectId}.`.startsWith(`${prefix}.`));
  return Math.max(0, ...hits.map(({length}) => length));
}

/**
 * Platforms whose sysObjectID prefix is the longest, and those that their sysDescr alone speaks for. Behind an agent that many
 * makers build in, the text says more than its object identifier.
 */
function byAgent({objectId, sysDescr}: Evidence): Platform[] {
  const fits = platforms.filter(({signs}) => signs?.sysDescr === undefined || signs.sysDescr.test(sysDescr ?? ''));
  const named = fits.filter(({signs}) => signs?.objectIds !== undefined);
  const byText = fits.filter(({signs}) => signs?.objectIds === undefined && signs?.sysDescr !== undefined);
  const lengths = named.map((platform) => (objectId === null ? 0 : objectIdLength(platform, objectId)));
  const longest = Math.max(0, ...lengths);
  const placed = named.filter((_, index) => longest > 0 && lengths[index] === longest);
  if (objectId === null || isShared(objectId)) return byText.length > 0 ? byText : placed;
  return [...placed, ...byText];
}

function byAnswers({answers}: Evidence): Platform[] {
  return platforms.filter(({signs}) => {
    const answer = signs?.command === undefined ? undefined : answers.get(signs.command.run);
    return answer !== undefined && signs?.command?.answer.test(answer);
  });
}

/** Hosts by what their SSH server is. */
function byServer({sshServer}: Evidence): Platform[] {
  if (sshServer === null) return [];
  const shell = isWindowsServer(sshServer) ? 'powershell' : 'posix';
  return platforms.filter((platform) => platform.shell === shell);
}

/**
 * Id of the platform that an asset is by what it told: the one that everything speaks for. `unknown`: an SNMP agent of
 * none, or of more than one; null: nothing was told.
 */
export function identify(evidence: Evidence): string | null {
  const hits = new Set([...byAgent(evidence), ...byAnswers(evidence), ...byServer(evidence)].map(({id}) => id));
  const [only] = hits;
  if (hits.size === 1 && only !== undefined) return only;
  return evidence.objectId === null && evidence.sysDescr === null ? null : unknown.id;
}
