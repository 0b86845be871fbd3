import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { defaultLimits, statusOfCode } from '../src/index.ts'
import type { Listening } from '../src/node.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = read('../README.md')

/** The rows of the table under a heading, each as its cells without backquotes. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = readme.slice(readme.indexOf(`\n## ${heading}\n`)).split(/\n## /)[1] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(1).map((row) =>
    row
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replaceAll('`', '').trim()),
  )
}

describe('the example of the README', () => {
  let hello: Listening | undefined
  beforeAll(async () => {
    process.env['PORT'] = '0'
    const example = (await import('./hello.ts')) as { hello: Listening }
    hello = example.hello
  })
  afterAll(() => hello?.close())

  test('is the one that is checked here, and has less than 20 lines', () => {
    const text = read('hello.ts')
    expect(readme).toContain(`\`\`\`ts\n${text}\`\`\``)
    expect(text.trimEnd().split('\n').length).toBeLessThan(20)
  })

  test('greets', async () => {
    const body =
      'Category: greeting; scheme="http://example.com/occi#"\nX-OCCI-Attribute: com.example.name="World"'
    const made = await fetch(`${hello?.url}/greeting/`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body,
    })
    expect(made.status).toBe(201)
    const text = await (await fetch(made.headers.get('location') ?? '')).text()
    expect(text).toContain('X-OCCI-Attribute: com.example.text="Hello, World!"')
  })
})

test('the table of errors is that of the code', () => {
  const told = tableUnder('Errors').flatMap(([status, codes = '']) =>
    codes.split(', ').map((code) => [code, Number(status)]),
  )
  expect(Object.fromEntries(told)).toEqual(statusOfCode)
  expect(told).toHaveLength(Object.keys(statusOfCode).length)
})

test('the table of limits is that of the code', () => {
  const told = tableUnder('Limits').map(([name, value = '']) => [name, Number(value.replaceAll(',', ''))])
  expect(Object.fromEntries(told)).toEqual(defaultLimits)
})

test('the table of options names all of them', () => {
  const source = read('../src/options.ts')
  const options = source.slice(source.indexOf('interface ServerOptions'), source.indexOf('\n}\n'))
  const names = [...options.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name)
  expect(tableUnder('Options').map(([name]) => name)).toEqual(names)
})
