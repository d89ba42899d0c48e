import {spawn, spawnSync} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Namespace} from './namespace.ts';

/** The Modbus server of pymodbus, as Debian has it. */
const program = `
import sys
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server import StartTcpServer
block = ModbusSequentialDataBlock(0, [0] * 10)
told = {'VendorName': sys.argv[2], 'ProductCode': sys.argv[3], 'MajorMinorRevision': sys.argv[4]}
context = ModbusServerContext(slaves=ModbusSlaveContext(di=block, co=block, hr=block, ir=block), single=True)
StartTcpServer(context=context, identity=ModbusDeviceIdentification(info_name=told), address=(sys.argv[1], 502))
`;

/** Listens at port 502 until it is stopped. */
export async function startPymodbus(
  {within}: Namespace,
  address: string,
  identity: readonly [vendor: string, code: string, revision: string],
): Promise<{readonly stop: () => Promise<void>}> {
  const python = '/usr/bin/python3';
  if (spawnSync(python, ['-c', 'import pymodbus.server']).status !== 0)
    throw new Error('these tests start a real Modbus server: apt-get install python3-pymodbus python3-serial-asyncio');
  const [file, ...args] = [...within, python, '-c', program, address, ...identity];
  const child = spawn(file, args, {stdio: 'ignore'});
  const listening = (): string => {
    const [name, ...words] = [...within, '/usr/bin/ss', '-Hltn', 'sport = :502'];
    return spawnSync(name, words, {encoding: 'utf8'}).stdout;
  };
  for (let i = 0; listening().trim() === ''; i++) {
    if (i === 400 || child.exitCode !== null) throw new Error('the Modbus server does not start');
    await sleep(50);
  }
  return {
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await exited;
    },
  };
}
