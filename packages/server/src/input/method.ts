import type { InputSource, OcciRequest, Registry, Rendering } from '@occi/core'
import { contextOf, type Asked } from '../service/exchange.ts'
import { isRead, mediaTypesSent } from './negotiate.ts'

/** A message whose Rendering looks at it before anything is done: a form. */
export interface Form {
  readonly rendering: Rendering
  readonly source: InputSource
}

/** The form that a POST brings; `undefined`: a message like others. */
export async function formOf(request: OcciRequest, registry: Registry): Promise<Form | undefined> {
  const { headers } = request
  const [mediaType = ''] = mediaTypesSent(headers)
  if (mediaType === '') return undefined
  const rendering = registry.renderingOf(mediaType)
  const looks = rendering?.methodOf !== undefined || rendering?.verify !== undefined
  if (!looks || !isRead(mediaType, rendering)) return undefined
  const source = { mediaType, headers, body: await request.body() }
  return rendering.recognizes?.(source) === false ? undefined : { rendering, source }
}

/** What a request means: its method, or what the Rendering of its form says that a POST stands for. */
export function methodOf({ method }: OcciRequest, form: Form | undefined): string {
  return form?.rendering.methodOf?.(form.source) ?? method
}

/** Makes sure that a form is meant by who sent it. @throws OcciError `forbidden` */
export async function verifyForm(asked: Asked, { rendering, source }: Form): Promise<void> {
  await rendering.verify?.(source, contextOf(asked, { rendering, mediaType: source.mediaType }))
}
