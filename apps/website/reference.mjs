import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application, Logger, LogLevel, TSConfigReader } from 'typedoc'

/** Where each member has to be documented, not only what is exported: the contracts that others implement, and what they hand over. */
const contracts = ['core/src/contracts/', 'server/src/options.ts', 'server/src/server.ts', 'testing/src/']

/**
 * Writes the API reference, made of the comments in the sources of all packages, to a folder.
 * @returns a sentence for each export, method or member of a contract without documentation, and for each broken reference
 */
export async function buildReference(here, out) {
  const packages = packagesOf(join(here, '../../packages'))
  const app = await Application.bootstrap(
    {
      name: 'OCCI',
      entryPoints: packages.flatMap(({ doors }) => doors),
      packagesRequiringDocumentation: packages.map(({ name }) => name),
      tsconfig: join(here, 'tsconfig.json'),
      readme: 'none',
      githubPages: false,
      excludePrivate: true,
      validation: { notDocumented: true, notExported: false, invalidLink: true },
    },
    [new TSConfigReader()],
  )
  const warnings = new Warnings()
  app.logger = warnings
  const project = await app.convert()
  if (project === undefined) return warnings.sentences
  app.validate(project)
  await app.generateDocs(project, out)
  return warnings.sentences.filter(isGap)
}

/** The packages and their doors: the sources that `exports` names. */
function packagesOf(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'package.json')))
    .map((path) => {
      const { name, exports } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
      const doors = Object.values(exports).flatMap((door) => door['@occi/source'] ?? [])
      return { name, doors: doors.map((door) => join(path, door)) }
    })
}

class Warnings extends Logger {
  sentences = []

  log(message, level) {
    if (level === LogLevel.Warn || level === LogLevel.Error) this.sentences.push(message)
  }
}

/** Members of plain data say by their names what they are; so do those that tell the members of a union apart. */
function isGap(sentence) {
  const [, member, file] = /^(\S+) \(Property\), defined in @occi\/(\S+),/.exec(sentence) ?? []
  if (member === undefined) return true
  return contracts.some((place) => file.startsWith(place)) && !/\.__type\.|\.form$/.test(member)
}
