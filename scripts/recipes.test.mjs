import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePackage, recipes } from './recipes.mjs'

let root

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'occi-recipes-'))
  for (const { example } of Object.values(recipes))
    cpSync(join(import.meta.dirname, '..', example), join(root, example), {
      recursive: true,
      filter: (path) => !/(?:node_modules|dist|\.turbo)$/.test(path),
    })
})

afterEach(() => rmSync(root, { recursive: true }))

test.each([
  ['rendering', 'tsv', 'packages/render-tsv', ['csv', 'Csv', 'CSV']],
  ['registry', 'redis', 'packages/registry-redis', ['registry-file', 'FileRegistry']],
  ['extension', 'carpark', 'packages/carpark', ['sensor', 'Sensor']],
])('a %s called %s lies in %s, and nothing in it has the name of the example', (sort, name, folder, old) => {
  expect(makePackage(root, sort, name)).toBe(folder)
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const all = files.map((file) => `${file.slice(root.length)}\n${readFileSync(file, 'utf8')}`).join('\n')
  for (const word of [...old, 'occi-examples', 'examples/', '"private"']) expect(all).not.toContain(word)
  expect(all).toContain(`"name": "@occi/${folder.slice('packages/'.length)}"`)
})

test('what is made has a changeset', () => {
  makePackage(root, 'rendering', 'tsv')
  const changeset = readFileSync(join(root, '.changeset/new-render-tsv.md'), 'utf8')
  expect(changeset).toBe("---\n'@occi/render-tsv': minor\n---\n\nThe rendering tsv was added.\n")
})

test.each([
  ['client', 'x', 'usage'],
  ['rendering', undefined, 'usage'],
  ['rendering', 'My-Format', 'usage'],
  ['rendering', '../x', 'usage'],
  ['extension', 'mounting', 'uses the word "mounting" already'],
  ['extension', 'class', '"class" is a word of the language'],
])('a %s called %s is refused', (sort, name, sentence) => {
  expect(() => makePackage(root, sort, name)).toThrow(sentence)
})

test('a package that is there stays as it is', () => {
  mkdirSync(join(root, 'packages/render-xml'), { recursive: true })
  expect(() => makePackage(root, 'rendering', 'xml')).toThrow('packages/render-xml is there already')
})
