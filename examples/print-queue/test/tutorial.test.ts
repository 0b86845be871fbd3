import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { listen } from '@occi/server/node'
import { expect, test } from 'vitest'
import { retold } from '../../../scripts/transcript.ts'
import { PrintQueue } from '../src/queue.ts'
import { createPrinting } from '../src/service.ts'

/** Set to write down what comes in place of comparing it. */
const writing = process.env['OCCI_WRITE_README'] === '1'

test.for(['tutorial.md', 'occi.md'])('the session of %s goes as it says', async (name, { skip }) => {
  if (spawnSync('curl', ['--version']).error !== undefined) skip('there is no curl here')
  const queue = new PrintQueue()
  await using listening = await listen(createPrinting(queue), { port: 0 })
  // Half a minute is one job, and it is known before the next request is answered.
  const sleep = async (seconds: number) => {
    for (let left = seconds; left >= 30; left -= 30) queue.printNext()
  }
  const file = new URL(`../../../docs/${name}`, import.meta.url)
  const page = readFileSync(file, 'utf8')
  const told = await retold(page, { host: new URL(listening.url).host, sleep })
  if (writing) writeFileSync(file, told)
  else expect(told).toBe(page)
})
