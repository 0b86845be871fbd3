/**
 * The gate of the manifest: reads every test and scenario of the workspace and fails on a requirement that is
 * neither verified nor waived, on a cited id that nobody knows, and on one that is both cited and waived.
 *
 * A test or scenario cites what it verifies by `verifies`, imported from `@occi/conformance`; a package that may
 * not depend on conformance cites in a comment above the test. `src/coverage/citations.ts` shows all forms.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

import { citationsById, citationsIn, coverage } from '../src/coverage/index.ts'
import { requirements, waived } from '../src/requirements/index.ts'

const workspace = fileURLToPath(new URL('../../../', import.meta.url))
const sources = sourceFiles()
const citations = citationsById(
  sources.flatMap((file) => citationsIn(readFileSync(file.path, 'utf8'), file.name)),
)
const result = coverage(requirements, waived, citations)

afterAll(() => {
  const { verified, waived: listed } = result
  console.info(`${verified.length} of ${requirements.length} requirements verified, ${listed.length} waived`)
})

describe('the requirements manifest', () => {
  test('is held against the tests of the whole workspace', () => {
    expect(sources.map((file) => file.name)).toContain('packages/conformance/src/coverage/coverage.test.ts')
  })

  test('has no requirement that is neither verified nor waived', () => {
    expect(result.missing).toEqual([])
  })

  test('knows every id that a test cites', () => {
    expect(result.unknown.map(placesOf)).toEqual([])
  })

  test('waives nothing that a test verifies', () => {
    expect(result.contradictions.map(placesOf)).toEqual([])
  })
})

test('the README of the repository has these figures', () => {
  const readme = readFileSync(`${workspace}README.md`, 'utf8')
  const told = readme.match(/^\| (?:GFD\.\d+|all) \|(?: [^|]+ \|){4}$/gm)
  expect(told).toEqual(
    [...documents, ['all', 'together'] as const].map(([number, title]) => rowOf(number, title)),
  )
})

const documents = [
  ['GFD.221', 'Core'],
  ['GFD.223', 'HTTP Protocol'],
  ['GFD.229', 'Text Rendering'],
  ['GFD.226', 'JSON Rendering'],
  ['GFD.224', 'Infrastructure'],
  ['GFD.185', 'HTTP Rendering, OCCI 1.1'],
] as const

function rowOf(document: string, title: string): string {
  const ids = new Set<string>(
    requirements.filter((one) => document === 'all' || one.document === document).map(({ id }) => id),
  )
  const [verified, listed] = [result.verified, result.waived].map(
    (some) => some.filter((id) => ids.has(id)).length,
  )
  return `| ${document} | ${title} | ${ids.size} | ${verified} | ${listed} |`
}

function sourceFiles(): readonly { path: string; name: string }[] {
  return ['packages', 'apps']
    .flatMap((group) => subfolders(`${workspace}${group}`))
    .flatMap((folder) => [`${folder}/src`, `${folder}/test`])
    .flatMap(filesUnder)
    .map((path) => ({ path, name: relative(workspace, path).split(sep).join('/') }))
    .filter((file) => isTestOrScenario(file.name))
}

function isTestOrScenario(name: string): boolean {
  return /\.(test|scenarios?)\.ts$|\/scenarios\/.*\.ts$/.test(name)
}

function subfolders(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`)
}

function filesUnder(folder: string): readonly string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true, recursive: true }) : []
  return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`)
}

function placesOf(id: string): string {
  return `${id} (${(citations.get(id) ?? ['waived.ts']).join(', ')})`
}
