import { OcciError, type RenderingContext } from '@occi/core'
import type { ConsoleSettings } from './options.ts'

type Signing = Pick<RenderingContext, 'sign' | 'scope'>
type Timing = Pick<ConsoleSettings, 'clock' | 'formHours'>

const hour = 3_600_000

/**
 * What every form of the console carries: the time until which it can be sent, and the service's mark of it and of whom the page was made for.
 * A page of another site cannot know it, and that of another user is of no use.
 */
export async function issueToken(signing: Signing, { clock, formHours }: Timing): Promise<string> {
  // To the full hour, so that a page stays the same for a while.
  const until = (Math.ceil(clock() / hour) + formHours) * hour
  return `${until.toString(36)}.${await markOf(until, signing)}`
}

/** @throws OcciError `forbidden` for a token that is made up, somebody else's, or too old */
export async function checkToken(token: string, signing: Signing, { clock }: Timing): Promise<void> {
  const [time = '', mark = ''] = token.split('.')
  const until = Number.parseInt(time, 36)
  if (!isSame(mark, await markOf(until, signing)))
    throw new OcciError(
      'forbidden',
      'this form was not made for you by this service, or the service has started anew since; nothing was changed: look it over and send it again',
    )
  if (until < clock())
    throw new OcciError(
      'forbidden',
      'this form has been open for too long; nothing was changed: look it over and send it again',
    )
}

function markOf(until: number, { sign, scope }: Signing): Promise<string> {
  return sign(`form until ${until} for ${scope.owner === undefined ? 'everyone' : `user ${scope.owner}`}`)
}

/** Compares in a time that tells nothing of where two marks differ. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let index = 0; index < other.length; index += 1)
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
