// Makes the next release in a copy of the repository, up to the publishing: versions and changelogs out of the changesets.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withCopy } from './copy.mjs'
import { publishedPackages } from './published.mjs'

const root = join(import.meta.dirname, '..')

const faults = await withCopy(root, releaseFaults)
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1

function releaseFaults(copy) {
  const changesets = readdirSync(join(copy, '.changeset')).filter((name) => name.endsWith('.md'))
  if (changesets.length === 0) {
    console.log('There is no changeset, so there is nothing to release.')
    return []
  }
  const before = publishedPackages(copy)
  // Changesets asks git which commit brought a changeset.
  const git = (...args) =>
    run(copy, 'git', ['-c', 'user.name=release', '-c', 'user.email=release@localhost', ...args])
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=Before the release')
  run(copy, process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'])
  return [...versionFaults(before, publishedPackages(copy)), ...remainsOf(copy)]
}

/** All packages have one version, and each a changelog that begins with it. */
function versionFaults(before, after) {
  const [{ version }] = after
  console.log(`${after.length} packages: ${before[0].version} becomes ${version}`)
  return after.flatMap((pack, index) => {
    if (pack.version === before[index].version) return [`${pack.name} stays at ${pack.version}`]
    if (pack.version !== version) return [`${pack.name} becomes ${pack.version}, others ${version}`]
    const changelog = join(pack.folder, 'CHANGELOG.md')
    const text = existsSync(changelog) ? readFileSync(changelog, 'utf8') : ''
    return text.startsWith(`# ${pack.name}\n\n## ${version}\n`)
      ? []
      : [`${pack.name} has no changelog of ${version}`]
  })
}

function remainsOf(copy) {
  const left = readdirSync(join(copy, '.changeset')).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  )
  return left.map((name) => `the changeset ${name} is left over`)
}

function run(cwd, command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`)
}
