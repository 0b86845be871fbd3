import { readFileSync } from 'node:fs'
import { textOcci, textPlain } from '@occi/render-text'
import { expect, test } from 'vitest'
import { textOf } from './_context.ts'
import { answer, context, entity, input, refusal } from './readme.example.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = read('../README.md')
const example = read('readme.example.ts')

/** What stands in the block below a heading, line by line. */
function blockBelow(heading: string): readonly string[] {
  const start = readme.indexOf('\n', readme.indexOf('```', readme.indexOf(`### ${heading}\n`))) + 1
  return readme.slice(start, readme.indexOf('\n```', start)).split('\n')
}

test('the README shows the example as it is checked', () => {
  expect(readme).toContain(`\`\`\`ts\n${example.replaceAll(/^export (const|let)/gm, '$1')}\`\`\``)
})

test('what the example says of its results is true', () => {
  const where = 'attributes["com.example.cores"]'
  expect(input.attributes.get('com.example.cores')).toEqual({ value: 4, where })
  expect(example).toContain(`// refusal is '${refusal}'\n`)
})

test('the README shows one entity in three renderings', async () => {
  const plain = await textPlain.render({ form: 'entity', entity }, context)
  expect(blockBelow('text/plain')).toEqual((await textOf(plain)).split('\r\n'))
  const occi = await textOcci.render({ form: 'entity', entity }, context)
  const fields = (occi.headers ?? []).map(([name, value]) => `${name}: ${value}`)
  expect(blockBelow('text/occi')).toEqual([...fields, '', occi.body])
  const json = blockBelow('application/occi+json').join('\n')
  expect(JSON.stringify(JSON.parse(json))).toBe(answer.body)
})
