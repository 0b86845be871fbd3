import { OcciError } from '@occi/core'
import { backup } from './backup.ts'
import { inspect, type Count, type Inspection } from './inspect.ts'

const usage = `occi-sqlite inspect FILE       says what is in a registry
occi-sqlite backup FILE TO     copies a registry to a new file while it is used`

/** Does what the arguments of the command line ask for. Gives the text to print; `ok`: whether it went well. */
export async function run(args: readonly string[]): Promise<{ readonly text: string; readonly ok: boolean }> {
  try {
    return { text: await answerTo(args), ok: isKnown(args) }
  } catch (error) {
    if (OcciError.is(error)) return { text: error.message, ok: false }
    throw error
  }
}

async function answerTo(args: readonly string[]): Promise<string> {
  const [command, file = '', to = ''] = args
  if (!isKnown(args)) return usage
  if (command === 'inspect') return textOf(await inspect(file))
  await backup(file, to)
  return `${to} holds what ${file} held`
}

function isKnown([command, ...rest]: readonly string[]): boolean {
  return (command === 'inspect' && rest.length === 1) || (command === 'backup' && rest.length === 2)
}

function textOf(inspection: Inspection): string {
  const { version, revision, bytes, entities, kinds, owners, mixins, reservations } = inspection
  return [
    `schema ${version}, revision ${revision}, ${bytes} bytes`,
    `${entities} entities, ${mixins} Mixins of users, ${reservations.length} reservations`,
    ...kinds.map(lineOf),
    ...owners.map(({ name, number }) => lineOf({ name: name === '' ? 'of nobody' : `of ${name}`, number })),
    ...reservations.map(
      ({ id, operation, requestId }) => `  reserved: ${operation} of request ${requestId} (${id})`,
    ),
  ].join('\n')
}

function lineOf({ name, number }: Count): string {
  return `${String(number).padStart(10)} ${name}`
}
