/** Process groups that were started and have not ended. */
const running = new Set<number>();

/** Sends a signal to a group that was started here. */
export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

function killAll(): void {
  for (const pid of running) signalGroup(pid, 'SIGKILL');
}

/** Should this program end, the group is ended with it, until what is given back is called. */
export function endWithUs(pid: number): () => void {
  if (running.size === 0) process.on('exit', killAll);
  running.add(pid);
  return () => {
    running.delete(pid);
    if (running.size === 0) process.off('exit', killAll);
  };
}
