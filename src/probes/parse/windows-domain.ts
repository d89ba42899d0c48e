import {cimFlag} from '../../model/cim.ts';
import type {Answers} from '../../model/probe.ts';
import {domainMembershipAsk} from '../asks/windows-policies.ts';

/** Whether it is a member, or a controller, of a domain; null: not told. @throws Gap */
export function inDomain(answers: Answers): boolean | null {
  const [system] = answers.instances(domainMembershipAsk.id) ?? [];
  return system === undefined ? null : cimFlag(system, 'PartOfDomain');
}
