import {command, files} from '../../model/ask.ts';

const types = '--type=service,socket,timer --no-legend --no-pager';

/** Units with their state under a heading each, or the links of OpenRC and System V init. Only systemctl starts a process. */
export const servicesAsk = command(
  'services',
  [
    'if [ -d /run/systemd/system ]; then echo systemd;',
    `echo :files; systemctl list-unit-files ${types}; echo "= $?";`,
    `echo :units; systemctl list-units --all --plain ${types}; echo "= $?";`,
    'elif [ -d /etc/runlevels ]; then echo openrc; echo :all; echo /etc/init.d/*;',
    'echo :enabled; echo /etc/runlevels/*/*; [ ! -d /run/openrc ] || { echo :running; echo /run/openrc/started/*; };',
    'elif [ -d /etc/init.d ]; then echo sysv; echo :all; echo /etc/init.d/*; echo :enabled; echo /etc/rc[2-5].d/S* /etc/init.d/rc[2-5].d/S*;',
    'else echo none; fi',
  ].join(' '),
  {limit: 524_288, seconds: 20},
);

export const inetdFiles = files('/etc/inetd.conf', '/etc/xinetd.conf', '/etc/xinetd.d/*');
