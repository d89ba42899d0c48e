import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {isAnswered} from './connect-scan.ts';
import {readPortScan} from './port-scan.ts';
import type {Wire} from './told.ts';

/** Whether a host answered anything when its ports were looked at. */
function isAlive(answers: Answers): boolean {
  try {
    const scan = readPortScan(answers.ports().text);
    return scan !== null && isAnswered(scan);
  } catch (error) {
    if (error instanceof Gap) return false;
    throw error;
  }
}

const isSilent = ({transcript: {received, ending}}: Wire): boolean =>
  ending === 'silence' && received.every((part) => part.length === 0);

/**
 * What came of datagrams, each of which is asked twice: where a host that is there answers neither, no such service is there
 * for the scanner. The silence of a host that may be switched off tells nothing.
 */
export function withoutSilent(answers: Answers, wires: readonly Wire[]): readonly Wire[] {
  const spoken = wires.filter((wire) => !isSilent(wire));
  return spoken.length === wires.length || !isAlive(answers) ? wires : spoken;
}
