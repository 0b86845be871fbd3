import { OcciError, type InputForm, type InputForms } from '@occi/core'
import { contextOf, type Exchange } from '../service/exchange.ts'
import { negotiateInput } from './negotiate.ts'

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
  return choice.rendering.parse(
    form,
    { mediaType: choice.mediaType, headers, body },
    contextOf(exchange, choice),
  )
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
