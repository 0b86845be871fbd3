import type { Codec, Payload } from './codec.ts'
import { readDocument, readRefusal } from './json-document.ts'
import { viewOfDocument } from './json-view.ts'
import { documentOf } from './json-write.ts'
import { nothing } from './view.ts'

/** GFD.226: one object in the body; the two media types differ in their name alone. */
export function occiJson(mediaType: 'application/occi+json' | 'application/json'): Codec {
  const payload = (body: string): Payload => ({ headers: [['Content-Type', mediaType]], body })
  return {
    mediaType,
    write: (message, purpose, directory) => payload(JSON.stringify(documentOf(message, purpose, directory))),
    read: (reply, exchange) =>
      reply.status === 204
        ? nothing
        : viewOfDocument(readDocument(reply, mediaType, exchange), reply, exchange),
    readError: (reply) => readRefusal(reply, mediaType),
    echo: (reply) => payload(reply.text),
  }
}
