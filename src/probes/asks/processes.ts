import {command} from '../../model/ask.ts';

/** Name, process id and user id of every process; kernel threads have no VmSize. Arguments stay out: they can hold secrets. */
export const processesAsk = command('processes', "grep -hE '^(Name|Pid|Uid|VmSize):' /proc/[0-9]*/status 2>/dev/null", {
  limit: 524_288,
});
