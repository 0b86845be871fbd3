import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

/** What can be made: of which example, where, and which of its words become which. Only these and no others may stand for the new name. */
export const recipes = {
  rendering: {
    example: 'examples/render-csv',
    folder: (name) => `packages/render-${name}`,
    page: 'add-a-rendering.md',
    words: (name) => ({ csv: name, Csv: capital(name), CSV: name.toUpperCase() }),
    changeset: (name) => `The rendering ${name} was added.`,
  },
  registry: {
    example: 'examples/registry-file',
    folder: (name) => `packages/registry-${name}`,
    page: 'add-a-registry.md',
    words: (name) => ({
      'registry-file': `registry-${name}`,
      'file-registry': `${name}-registry`,
      FileRegistry: `${capital(name)}Registry`,
    }),
    changeset: (name) => `The registry ${name} was added.`,
  },
  extension: {
    example: 'examples/sensor',
    folder: (name) => `packages/${name}`,
    page: 'add-an-extension.md',
    words: (name) => ({ sensor: name, Sensor: capital(name) }),
    changeset: (name) => `The extension ${name} was added, as data.`,
  },
}

/**
 * Makes a package in the repository at `root`, with its changeset, and gives its folder.
 * @throws RangeError for a sort or a name that will not do
 */
export function makePackage(root, sort = '', name = '') {
  const recipe = Object.hasOwn(recipes, sort) ? recipes[sort] : undefined
  if (recipe === undefined || !/^[a-z][a-z0-9]*$/.test(name))
    throw new RangeError(
      `usage: npm run new -- ${Object.keys(recipes).join('|')} name, the name of small letters and digits`,
    )
  const folder = recipe.folder(name)
  if (existsSync(join(root, folder))) throw new RangeError(`${folder} is there already`)
  const files = sourcesOf(root, recipe.example)
  checkName(name, files)
  for (const { path, text } of files)
    write(root, `${folder}/${renamed(path, recipe, name)}`, renamed(text, recipe, name))
  writeChangeset(root, folder, recipe.changeset(name))
  return folder
}

function sourcesOf(root, example) {
  return readdirSync(join(root, example), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, example).length + 1))
    .filter((path) => !/(?:^|\/)(?:node_modules|dist|\.turbo|coverage|CHANGELOG\.md)(?:\/|$)/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, example, path), 'utf8') }))
}

/** The name becomes that of a constant, and one that the example uses for something else would mean two things. */
function checkName(name, files) {
  if (isReserved(name)) throw new RangeError(`"${name}" is a word of the language: choose another name`)
  const isTaken = files.some(({ text }) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text))
  if (isTaken) throw new RangeError(`the example uses the word "${name}" already: choose another name`)
}

/** Compiles, and runs nothing. */
function isReserved(name) {
  try {
    void new Script(`"use strict"; const ${name} = 0`)
    return false
  } catch {
    return true
  }
}

function renamed(text, { example, folder, words }, name) {
  const all = {
    '@occi-examples/': '@occi/',
    [example]: folder(name),
    '  "private": true,\n': '',
    ...words(name),
  }
  return Object.entries(all).reduce((changed, [from, to]) => changed.replaceAll(from, to), text)
}

function writeChangeset(root, folder, sentence) {
  const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  write(root, `.changeset/new-${folder.split('/')[1]}.md`, `---\n'${name}': minor\n---\n\n${sentence}\n`)
}

function write(root, path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function capital(name) {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
