import { readFileSync } from 'node:fs'

/** Linux counts in hundredths for whoever asks (USER_HZ). */
const tickMs = 10

/** Milliseconds that a process has had of a processor; null where the system does not say so in /proc (proc_pid_stat(5): utime and stime). */
export const processorMsOf = (pid: number | undefined): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name stands in brackets, and may have spaces and brackets in it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * tickMs
  } catch {
    return null
  }
}
