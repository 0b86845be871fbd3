import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { answer, attributes, id, input } from './readme.example.ts'

const example = await readFile(new URL('readme.example.ts', import.meta.url), 'utf8')

test('the README shows the example as it is checked', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\`\`\`ts\n${example.replaceAll('export const', 'const')}\`\`\``)
})

test('what the example says of its results is true', () => {
  const lines = typeof answer.body === 'string' ? answer.body.split('\r\n') : []
  expect(lines).toHaveLength(5)
  expect(example).toContain(lines.map((line) => `// ${line}\n`).join(''))
  expect(input.attributes.get('com.example.cores')).toEqual({
    value: { literal: '4', quoted: false },
    where: 'X-OCCI-Attribute line 2, value 2',
  })
  expect([id, attributes[0]]).toEqual([
    'http://example.com/occi/lab#machine',
    { name: 'a', immutable: false, required: true },
  ])
})
