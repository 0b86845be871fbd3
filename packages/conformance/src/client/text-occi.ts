import { expectEqual, expectThat } from '../world/expect.ts'
import { fieldOf, fieldsOf, type Header, type WireReply } from '../world/message.ts'
import type { Codec, Message } from './codec.ts'
import { splitList } from './text-read.ts'
import { viewOf } from './text-view.ts'
import { linesOf, type Line } from './text-write.ts'
import { nothing } from './view.ts'

const names = ['Category', 'Link', 'X-OCCI-Attribute', 'X-OCCI-Location']

/** GFD.229 7: the values in header fields, one field a name, comma separated; the body is `OK`. */
export const textOcci: Codec = {
  mediaType: 'text/occi',
  write: (message) => ({ headers: writeFields(message) }),
  read(reply, base) {
    if (reply.status === 204) return nothing
    expectEqual(
      fieldOf(reply, 'Content-Type'),
      'text/occi; charset=utf-8',
      'the Content-Type is the one asked for',
    )
    expectEqual(reply.text, 'OK', 'the body of text/occi is OK (GFD.229 7)')
    return viewOf(
      names.flatMap((name) => linesIn(reply, name)),
      base,
    )
  },
  readError(reply) {
    const message = fieldOf(reply, 'X-OCCI-Error')
    expectThat(message !== undefined && message !== '', 'a refusal in text/occi has X-OCCI-Error')
    expectEqual(reply.text, '', 'a refusal in text/occi has no body')
    return message
  },
  echo: (reply) => ({
    headers: [
      ['Content-Type', 'text/occi'],
      ...reply.headers.filter(([name]) => names.some((one) => one.toLowerCase() === name.toLowerCase())),
    ],
  }),
}

/** A message as header fields, with their Content-Type. */
export function writeFields(message: Message): readonly Header[] {
  return [['Content-Type', 'text/occi'], ...joined(linesOf(message))]
}

function joined(lines: readonly Line[]): readonly Header[] {
  const values = (name: string) => lines.filter(([field]) => field === name).map(([, value]) => value)
  return names.filter((name) => values(name).length > 0).map((name) => [name, values(name).join(', ')])
}

function linesIn(reply: WireReply, name: string): readonly Line[] {
  const fields = fieldsOf(reply, name)
  expectThat(fields.length <= 1, `text/occi has one field ${name}, not ${fields.length} (GFD.229 7)`)
  return fields.flatMap(splitList).map((value): Line => [name, value])
}
