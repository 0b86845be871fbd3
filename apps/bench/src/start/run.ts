import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { median } from '../arithmetic/statistics.ts'
import { machineLine } from '../machine/machine.ts'

/** Starts the demo, empty, from built files again and again, and prints how long it takes to its first answer. */
export async function runStarts(times: number): Promise<void> {
  const taken: number[] = []
  for (let time = 0; time < times; time += 1) taken.push(await startOnce())
  const [shortest, longest] = [Math.min(...taken), Math.max(...taken)].map(Math.round)
  console.log(`${machineLine(new Date())}\n`)
  console.log(
    `Start of the demo to its first answer: ${Math.round(median(taken))} ms (${shortest} to ${longest}, ${times} starts)`,
  )
}

async function startOnce(): Promise<number> {
  const begin = performance.now()
  const demo = spawn(process.execPath, [join(import.meta.dirname, 'demo.js'), '--port', '0'])
  demo.stderr.pipe(process.stderr)
  let text = ''
  let url: string | undefined
  for await (const chunk of demo.stdout) {
    text += String(chunk)
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0]
    if (url !== undefined) break
  }
  const answer = await fetch(`${url}/-/`)
  await answer.text()
  const time = performance.now() - begin
  demo.kill()
  if (demo.exitCode === null && demo.signalCode === null) await once(demo, 'exit')
  return time
}
