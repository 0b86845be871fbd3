import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { listen } from '@occi/server/node'
import { expect, test } from 'vitest'

import { createDemo } from '../src/demo.ts'
import { Hypervisor, ManualClock } from '../src/hypervisor/index.ts'
import { hostsFor } from '../src/seed.ts'
import { rest } from './_demo.ts'
import { pairs, stepsIn, translate, type } from './_transcript.ts'

/** Set to write down what comes in place of comparing it; `@compute` in a new command is the last one that was shown. */
const writing = process.env['OCCI_WRITE_README'] === '1'

test.for(['README.md', 'SESSION-JSON.md'])('the session of %s goes as it says', async (name, { skip }) => {
  const file = new URL(`../${name}`, import.meta.url)
  if (spawnSync('curl', ['--version']).error !== undefined) skip('there is no curl here')
  const clock = new ManualClock()
  const server = createDemo(new Hypervisor({ hosts: hostsFor(0), clock }))
  await using listening = await listen(server, { port: 0 })
  const { port } = new URL(listening.url)
  const readme = readFileSync(file, 'utf8')
  // From what the README shows to what is true in this run, and back.
  const [here, there] = [new Map<string, string>(), new Map<string, string>()]
  let written = readme
  const last = new Map<string, string>()
  for (const { command, output } of stepsIn(readme)) {
    const known = command.replace(/@(\w+)/g, (_all, noun: string) => `${noun}/${last.get(noun)}`)
    const typed = translate(known, here).replaceAll('127.0.0.1:8888', `127.0.0.1:${port}`)
    const printed = (await answer(typed, clock)).replaceAll(`127.0.0.1:${port}`, '127.0.0.1:8888')
    for (const [one, other] of pairs(output, printed)) {
      here.set(one, here.get(one) ?? other)
      there.set(other, there.get(other) ?? one)
    }
    const told = translate(printed, there)
    for (const [, noun = '', id = ''] of told.matchAll(/127\.0\.0\.1:8888\/(\w+)\/([0-9a-f-]{36})/g))
      last.set(noun, id)
    const [before, after] = [shown(command, output), shown(known, told)]
    if (writing) written = written.replace(before, () => after)
    else expect(after).toBe(before)
  }
  if (writing) writeFileSync(file, written)
})

function shown(command: string, output: string): string {
  return `$ ${command}\n${output === '' ? '' : `${output}\n`}`
}

/** Types a command; time passes by it alone. */
async function answer(command: string, clock: ManualClock): Promise<string> {
  const [, seconds] = /^sleep (\d+)$/.exec(command) ?? []
  if (seconds === undefined) return type(command)
  clock.advance(Number(seconds) * 1000)
  await rest()
  return ''
}
