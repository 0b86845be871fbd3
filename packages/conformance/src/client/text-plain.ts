import { expectEqual, expectThat } from '../world/expect.ts'
import { fieldOf, type WireReply } from '../world/message.ts'
import type { Codec, Payload } from './codec.ts'
import { viewOf } from './text-view.ts'
import { linesOf, type Line } from './text-write.ts'
import { nothing } from './view.ts'

const order = ['Category', 'Link', 'X-OCCI-Attribute', 'X-OCCI-Location']

/** GFD.229 6: one value a line in the body; `text/plain` and `text/occi+plain` differ in their name alone. */
export function textPlain(mediaType: 'text/plain' | 'text/occi+plain'): Codec {
  const payload = (body: string): Payload => ({ headers: [['Content-Type', mediaType]], body })
  return {
    mediaType,
    write: (message) =>
      payload(
        linesOf(message)
          .map(([field, value]) => `${field}: ${value}`)
          .join('\r\n'),
      ),
    read(reply, base) {
      if (reply.status === 204) return nothing
      expectEqual(
        fieldOf(reply, 'Content-Type'),
        `${mediaType}; charset=utf-8`,
        'the Content-Type is the one asked for',
      )
      return viewOf(linesIn(reply.text), base)
    },
    readError: (reply) => readPlainError(reply),
    echo: (reply) => payload(reply.text),
  }
}

/** a refusal is one line of text. */
export function readPlainError(reply: WireReply): string {
  expectThat(
    /^text\/(?:occi\+)?plain; charset=utf-8$/.test(fieldOf(reply, 'Content-Type') ?? ''),
    'a refusal is text',
  )
  expectThat(/^[^\r\n]+$/.test(reply.text), `a refusal is one line: ${JSON.stringify(reply.text)}`)
  return reply.text
}

function linesIn(text: string): readonly Line[] {
  if (text === '') return []
  const lines = text.split('\r\n').map(readLine)
  const ranks = lines.map(([field]) => order.indexOf(field))
  expectThat(
    ranks.every((rank, index) => rank >= (ranks[index - 1] ?? 0)),
    `the lines are in the order ${order.join(', ')}`,
  )
  return lines
}

function readLine(line: string): Line {
  const [, field = '', value = ''] =
    /^(Category|Link|X-OCCI-Attribute|X-OCCI-Location): (\S[^\r\n]*)$/.exec(line) ?? []
  expectThat(
    field !== '',
    `a line is a known field, ": " and a value, lines end with CRLF, none is blank: ${JSON.stringify(line)}`,
  )
  return [field, value]
}
