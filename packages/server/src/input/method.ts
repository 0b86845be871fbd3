import type { OcciRequest, Registry } from '@occi/core'

/** A request whose body can be asked for several times. */
export function rereadable(request: OcciRequest): OcciRequest {
  let body: Promise<string> | undefined
  return { ...request, body: () => (body ??= request.body()) }
}

/** What a request means: its method, or what the Rendering of its body says that a POST stands for (a form without script). */
export async function methodOf(request: OcciRequest, registry: Registry): Promise<string> {
  const { method, headers } = request
  const [contentType = ''] = headers.get('content-type') ?? []
  if (method !== 'POST' || contentType === '') return method
  const mediaType = contentType
    .replace(/[;,].*$/s, '')
    .trim()
    .toLowerCase()
  const rendering = registry.renderingOf(mediaType)
  if (rendering?.methodOf === undefined) return method
  return rendering.methodOf({ mediaType, headers, body: await request.body() }) ?? method
}
