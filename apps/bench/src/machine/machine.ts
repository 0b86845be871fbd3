import { cpus, totalmem } from 'node:os'

/** On what something was measured, for the head of a table. */
export function machineLine(now: Date): string {
  const { model = 'unknown CPU' } = cpus()[0] ?? {}
  const memory = Math.round(totalmem() / 2 ** 30)
  return `Node ${process.versions.node}, ${cpus().length} x ${model.trim()}, ${memory} GB, ${now.toISOString().slice(0, 10)}`
}
