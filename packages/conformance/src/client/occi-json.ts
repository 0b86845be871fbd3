import { expectEqual, expectThat, ScenarioFailure } from '../world/expect.ts'
import { fieldOf, type WireReply } from '../world/message.ts'
import type { Codec, Payload } from './codec.ts'
import { readMembers, readText } from './json-check.ts'
import { viewOfDocument } from './json-view.ts'
import { documentOf } from './json-write.ts'
import { nothing } from './view.ts'

/** GFD.226: one object in the body; the two media types differ in their name alone. */
export function occiJson(mediaType: 'application/occi+json' | 'application/json'): Codec {
  const payload = (body: string): Payload => ({ headers: [['Content-Type', mediaType]], body })
  return {
    mediaType,
    write: (message, purpose, directory) =>
      payload(JSON.stringify(documentOf(message, purpose, directory))),
    read(reply, exchange) {
      if (reply.status === 204) return nothing
      expectEqual(fieldOf(reply, 'Content-Type'), mediaType, 'the Content-Type is the one asked for')
      return viewOfDocument(parse(reply.text), reply, exchange)
    },
    readError: (reply) => readJsonError(reply, mediaType),
    echo: (reply) => payload(reply.text),
  }
}

/** R-43, section 3.12: a refusal is an object that clients of several services can read. */
function readJsonError(reply: WireReply, mediaType: string): string {
  expectEqual(fieldOf(reply, 'Content-Type'), mediaType, 'the Content-Type is the one asked for')
  const members = readMembers(
    parse(reply.text),
    'a refusal',
    ['status', 'error', 'message', 'code'],
    ['attribute', 'path'],
  )
  expectEqual(members.get('status'), reply.status, 'the status in a refusal')
  const message = readText(members.get('message'), 'the message', /^[^\r\n]+$/)
  expectEqual(members.get('error'), message, 'the error in a refusal')
  readText(members.get('code'), 'the code', /^[a-z]+(?:-[a-z]+)*$/)
  for (const name of ['attribute', 'path'])
    if (members.has(name)) readText(members.get(name), `the ${name} in a refusal`, /^./s)
  return message
}

function parse(text: string): unknown {
  expectThat(text !== '', 'the body of application/occi+json is an object, not empty')
  try {
    return JSON.parse(text)
  } catch {
    throw new ScenarioFailure(`the body is no JSON: ${text.slice(0, 200)}`)
  }
}
