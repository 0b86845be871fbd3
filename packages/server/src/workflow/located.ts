import { OcciError, type CategoryReference, type InputAttributes } from '@occi/core'
import { statusOfCode } from '../output/status.ts'

/** What was sent, with the places of its parts. */
export interface Placed {
  readonly where: string
  readonly categories: readonly CategoryReference[]
  readonly attributes: InputAttributes
}

/** Works on what a client sent; an error that does not say where it lies is given the place of the attribute or Category it is about, or of the whole. */
export async function located<T>(input: Placed, task: () => Promise<T> | T): Promise<T> {
  try {
    return await task()
  } catch (error) {
    throw OcciError.is(error) && isOfClient(error) && error.details.where === undefined
      ? withPlace(error, placeOf(error, input))
      : error
  }
}

function isOfClient({ code }: OcciError): boolean {
  return [400, 403, 405].includes(statusOfCode[code])
}

function placeOf(
  { details: { attribute, category } }: OcciError,
  { attributes, categories, where }: Placed,
): string {
  const named = attribute === undefined ? undefined : attributes.get(attribute)
  return (named ?? categories.find(({ id }) => id === category))?.where ?? where
}

function withPlace({ code, message, details, cause }: OcciError, where: string): OcciError {
  return new OcciError(code, `${message} (${where})`, { ...details, where }, cause)
}
