import type {SnmpAsk} from '../../model/ask.ts';
import type {DeviceRedundancy} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, type Reading} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {readRedundancy, redundancyAsks} from './redundancy.ts';
import {numberOf} from './values.ts';

/** Values of a state by which a part is surely good, surely bad, or not there; others tell nothing. */
interface States {
  readonly good: readonly number[];
  readonly bad: readonly number[];
  readonly absent: readonly number[];
}

interface Column {
  readonly oid: string;
  readonly states: States;
}

type Part = DeviceRedundancy['powerSupplies'][number];

function partsOf(table: SnmpTable, columns: readonly Column[]): Part[] {
  return columns.flatMap(({oid, states}) =>
    [...table.column(oid)].flatMap(([index, instance]) => {
      const value = numberOf(instance);
      if (value === null || states.absent.includes(value)) return [];
      const good = states.good.includes(value) ? true : states.bad.includes(value) ? false : null;
      return [{name: index === '0' ? (oid.split('.').at(-1) ?? oid) : index, good}];
    }),
  );
}

/** Redundancy as the standard MIBs tell it, with power supplies and fans by the maker's own. */
export function statesReading(
  ask: SnmpAsk,
  columns: {readonly powerSupplies: readonly Column[]; readonly fans: readonly Column[]},
): Reading<DeviceRedundancy> {
  return {
    ask: [ask, ...redundancyAsks],
    parse(answers) {
      const table = answers.snmp(ask.id);
      const [powerSupplies, fans] = [partsOf(table, columns.powerSupplies), partsOf(table, columns.fans)];
      if (powerSupplies.length === 0 && fans.length === 0)
        throw new Gap('unsupported', 'the agent shows no power supplies');
      return partial({...readRedundancy(answers), powerSupplies, fans}, 'unsupported');
    },
  };
}
