import { OcciError, type EntityInput, type HeaderFields, type InputForm, type InputForms } from '@occi/core'
import type { Limits } from '../options/limits.ts'
import { contextOf, type Exchange } from '../service/exchange.ts'
import { negotiateInput, notRead } from './negotiate.ts'

/**
 * Reads the request as a form of input, with the Rendering that its Content-Type names.
 * @throws OcciError `unsupported-media-type`, `too-large`, `malformed`
 */
export async function readInput<F extends InputForm>(exchange: Exchange, form: F): Promise<InputForms[F]> {
  const { request, service } = exchange
  const { headers } = request
  const early = headers.has('content-type')
    ? negotiateInput(headers, form, true, service.registry)
    : undefined
  const body = await request.body()
  const choice = early ?? negotiateInput(headers, form, body !== '', service.registry)
  if (body === '' && choice.rendering.inHeaders !== true && form !== 'members') throw nothingSent(form)
  const source = { mediaType: choice.mediaType, headers, body }
  if (choice.rendering.recognizes?.(source) === false) throw notRead(choice.mediaType, form, service.registry)
  const input = choice.rendering.parse(form, source, contextOf(exchange, choice))
  checkLinks(form, input, service.limits)
  if (form === 'members' && input === undefined) checkNothingSent(body, headers)
  if (form !== 'members' && headers.has('x-occi-location')) throw strayLocations(form)
  return input
}

/** @throws OcciError `too-large` for more Links than a message may have, those of all its entities together */
function checkLinks(form: InputForm, input: unknown, { links: most }: Limits): void {
  const entities = form === 'entities' ? input : form === 'entity' ? [input] : []
  const number = (entities as readonly EntityInput[]).reduce((sum, { links }) => sum + links.length, 0)
  if (number > most)
    throw new OcciError('too-large', `the request describes ${number} Links; ${most} at once are taken`)
}

/** A request that says something, but names no entities, is not taken for one that means all of them. */
function checkNothingSent(body: string, headers: HeaderFields): void {
  if (body.trim() === '' && !headers.has('category') && !headers.has('x-occi-attribute')) return
  throw new OcciError('malformed', 'the request names no locations of entities; send some, or nothing at all')
}

/** Locations select the members of a Collection; elsewhere they are not ignored, as something else would happen than was meant. */
function strayLocations(form: InputForm): OcciError {
  return new OcciError('malformed', `X-OCCI-Location means nothing here; ${wanted[form]} is wanted`)
}

const wanted: Readonly<Record<InputForm, string>> = {
  entities: 'the Entity to create',
  entity: 'what the Entity shall be',
  action: 'the Category of the Action',
  categories: 'the Category of a Mixin',
  members: 'the locations of entities',
  filter: 'a filter',
}

function nothingSent(form: InputForm): OcciError {
  return new OcciError('malformed', `the request has no body; ${wanted[form]} is wanted in it`)
}
