import { OcciError, type HeaderFields } from '@occi/core'

/**
 * Checks what the fields of a request say of its body, before it is read.
 * @throws OcciError `too-large`, `unsupported-media-type` where it is compressed
 */
export function checkBody(headers: HeaderFields, limit: number): void {
  const [length] = headers.get('content-length') ?? []
  if (Number(length ?? 0) > limit) throw tooLarge(limit)
  const codings = (headers.get('content-encoding') ?? []).flatMap((value) => value.split(','))
  const coded = codings.some((coding) => !/^(identity)?$/i.test(coding.trim()))
  if (coded && length !== '0')
    throw new OcciError('unsupported-media-type', 'bodies are read as they are, without a Content-Encoding')
}

/** Puts the chunks of a body together. @throws OcciError `too-large`, `malformed` where it is no UTF-8 or ends too early */
export async function readText(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  try {
    return await joined(chunks, limit)
  } catch (error) {
    if (OcciError.is(error)) throw error
    throw new OcciError('malformed', 'the body was cut short', {}, error)
  }
}

async function joined(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let text = ''
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    text += decode(decoder, chunk)
  }
  return text + decode(decoder)
}

function tooLarge(limit: number): OcciError {
  return new OcciError('too-large', `the body is larger than ${limit} bytes`)
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch (cause) {
    throw new OcciError('malformed', 'the body is not UTF-8', {}, cause)
  }
}
