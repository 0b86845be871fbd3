import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { budgets } from './packed/budgets.mjs'

const root = join(import.meta.dirname, '..')
const published = ['packages', 'examples']
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
  .filter((folder) => existsSync(join(root, folder, 'package.json')))
  .map((folder) => [folder, JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))])
  .filter(([, pack]) => pack.publishConfig !== undefined)

describe.each(published)('%s', (folder, pack) => {
  test('says what it is, of whom and for whom', () => {
    expect(pack.description).toMatch(/^[A-Z].{20,}[^.]$/)
    expect(pack.keywords).toEqual(expect.arrayContaining(['occi', 'ogf']))
    expect(pack.license).toBe('Apache-2.0')
    expect(pack.repository.directory).toBe(folder)
    expect(pack.engines.node).toBe('>=20.19')
  })

  test('publishes what is built, with a proof of where it was', () => {
    expect(pack.files).toEqual(['dist', 'README.md', 'LICENSE'])
    expect(pack.sideEffects).toBe(false)
    expect(pack.publishConfig).toMatchObject({ access: 'public', provenance: true })
    const doors = Object.keys(pack.exports)
    expect(Object.keys(pack.publishConfig.exports)).toEqual(doors)
    expect(JSON.stringify(pack.publishConfig.exports)).not.toContain('src')
  })

  test('has a README in the order of all', () => {
    const headings = [...readFileSync(join(root, folder, 'README.md'), 'utf8').matchAll(/^##? (.+)$/gm)]
      .map(([, heading]) => heading)
      .filter((heading) =>
        [pack.name, 'Install', 'Example', 'Errors', 'Related', 'Licence'].includes(heading),
      )
    expect(headings[0]).toBe(pack.name)
    expect(headings).toEqual(
      [pack.name, 'Install', 'Example', 'Errors', 'Related', 'Licence'].filter((heading) =>
        headings.includes(heading),
      ),
    )
    expect(headings).toEqual(expect.arrayContaining(['Install', 'Related', 'Licence']))
  })
})

test('each budget is one of a package', () => {
  const names = readdirSync(join(root, 'packages')).map(
    (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).name,
  )
  expect(names).toEqual(expect.arrayContaining(Object.keys(budgets)))
})
