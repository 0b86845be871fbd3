import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { allowedImports, nodeSources, portableDoors } from './dependency-rules.mjs'
import { importsOf } from './imports.mjs'

/** What breaks the rules of dependency-rules.mjs in the repository at `root`: one sentence each, none if all is well. */
export function dependencyFaults(root) {
  const folders = ['packages', 'apps', 'examples'].flatMap((parent) => packageFolders(root, parent))
  return folders.map((folder) => readPackage(root, folder)).flatMap(faultsOf)
}

function packageFolders(root, parent) {
  const names = existsSync(join(root, parent)) ? readdirSync(join(root, parent)).sort() : []
  return names
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
}

function readPackage(root, folder) {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  )
  const declared = Object.keys({ ...dependencies, ...peerDependencies })
  const imports = new Map(
    sourcesBelow(root, `${folder}/src`).map((file) => [
      file,
      importsOf(readFileSync(join(root, file), 'utf8')),
    ]),
  )
  const rule = allowedImports.find((candidate) => fits(folder, candidate.folder))
  return { folder, declared, imports, rule }
}

function sourcesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sourcesBelow(root, path)
    return /\.[cm]?[jt]sx?$/.test(path) && !/\.(?:test|bench)\.\w+$/.test(path) ? [path] : []
  })
}

function faultsOf(pack) {
  return [...declaredFaults(pack), ...importFaults(pack), ...doorFaults(pack)]
}

function declaredFaults({ folder, declared, rule }) {
  return declared
    .filter((name) => !isAllowed(name, rule))
    .map((name) => `${folder}/package.json: depends on ${name}; ${wanted(rule)}`)
}

function importFaults(pack) {
  return [...pack.imports].flatMap(([file, names]) =>
    names.map((name) => importFault(file, name, pack)).filter((fault) => fault !== undefined),
  )
}

function importFault(file, name, { folder, declared, rule }) {
  if (isOfNode(name)) return nodeFault(file, name)
  if (name.startsWith('.')) return wayOutFault(file, name, folder)
  const imported = packageOf(name)
  if (!isAllowed(imported, rule)) return `${file}: imports ${name}; ${wanted(rule)}`
  if (!declared.includes(imported))
    return `${file}: imports ${name}, which is not in dependencies of ${folder}`
  return undefined
}

/** A newer Node may have modules that this one does not know. */
function isOfNode(name) {
  return isBuiltin(name) || name.startsWith('node:')
}

function nodeFault(file, name) {
  if (nodeSources.some((pattern) => fits(file, pattern))) return undefined
  return `${file}: imports ${name}; Node's modules belong behind @occi/server/node`
}

function wayOutFault(file, name, folder) {
  if (target(file, name).startsWith(`${folder}/`)) return undefined
  return `${file}: imports ${name}, which is outside of ${folder}; import the package by its name`
}

function doorFaults({ imports }) {
  return portableDoors
    .filter((door) => imports.has(door))
    .flatMap((door) =>
      reachedFrom(door, imports)
        .filter((file) => imports.get(file).some(isOfNode))
        .map((file) => `${door}: reaches ${file}, which imports Node's modules`),
    )
}

function reachedFrom(door, imports) {
  const reached = new Set([door])
  for (const file of reached) {
    const next = imports.get(file).filter((name) => name.startsWith('.'))
    for (const name of next) if (imports.has(target(file, name))) reached.add(target(file, name))
  }
  return [...reached]
}

function target(file, name) {
  return posix.join(dirname(file), name)
}

function packageOf(name) {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/')
}

function isAllowed(name, rule) {
  return (
    rule.imports.some((pattern) => fits(name, pattern)) ||
    (!name.startsWith('@occi/') && rule.foreign === true)
  )
}

function wanted({ imports }) {
  return imports.length === 0 ? 'nothing is allowed here' : `only ${imports.join(', ')} is allowed here`
}

function fits(path, pattern) {
  const parts = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === '**') return '.*'
    return part === '*' ? '[^/]*' : part.replaceAll(/[.\\+?^${}()|[\]]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`).test(path)
}
