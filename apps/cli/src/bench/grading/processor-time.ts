import { readFile } from 'node:fs/promises';

/** Of `/proc/stat`: the kernel counts in hundredths of a second wherever programs can see it (`USER_HZ`). */
const msPerTick = 10;

/** Milliseconds for which the processors of this machine were busy since it was started, all together. */
export async function busyMs(): Promise<number> {
  return busyMsOf(await readFile('/proc/stat', 'utf8'));
}

/** From the first line of `/proc/stat` (proc(5)): user nice system idle iowait irq softirq steal. */
export function busyMsOf(procStat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (/^cpu +(.*)$/m.exec(procStat)?.[1] ?? '')
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq) * msPerTick;
}
