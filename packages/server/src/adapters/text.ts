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

/** Collects the chunks of a body. */
export class BodyText {
  readonly #limit: number
  readonly #chunks: Uint8Array[] = []
  #size = 0

  /** @param limit bytes */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** @throws OcciError `too-large` */
  add(chunk: Uint8Array): void {
    this.#size += chunk.byteLength
    if (this.#size > this.#limit) throw tooLarge(this.#limit)
    this.#chunks.push(chunk)
  }

  /** All of it. @throws OcciError `malformed` where it is no UTF-8 */
  text(): string {
    const [first, second] = this.#chunks
    if (first === undefined) return ''
    try {
      return decoder.decode(second === undefined ? first : this.#joined())
    } catch (cause) {
      throw new OcciError('malformed', 'the body is not UTF-8', {}, cause)
    }
  }

  #joined(): Uint8Array {
    const bytes = new Uint8Array(this.#size)
    let at = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at)
      at += chunk.byteLength
    }
    return bytes
  }
}

/** Decodes whole texts: a part of one would leave something in it for the next. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** What became of a body that ended before its end. */
export function cutShort(cause?: unknown): OcciError {
  return new OcciError('malformed', 'the body was cut short', {}, cause)
}

function tooLarge(limit: number): OcciError {
  return new OcciError('too-large', `the body is larger than ${limit} bytes`)
}
