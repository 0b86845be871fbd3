import { expectEqual, expectThat } from '../world/expect.ts'
import { fieldOf } from '../world/message.ts'
import type { Codec } from './codec.ts'
import { readPlainError } from './text-plain.ts'
import { readLocation } from './text-read.ts'
import { nothing } from './view.ts'

/** GFD.229 8: a listing of absolute URIs, one a line. It carries nothing else. */
export const uriList: Codec = {
  mediaType: 'text/uri-list',
  write: ({ locations = [] }) => ({
    headers: [['Content-Type', 'text/uri-list']],
    body: locations.join('\n'),
  }),
  read(reply, base) {
    expectEqual(
      fieldOf(reply, 'Content-Type'),
      'text/uri-list; charset=utf-8',
      'the Content-Type is the one asked for',
    )
    const lines = reply.text === '' ? [] : reply.text.split('\n')
    for (const line of lines)
      expectThat(/^[^#\s]\S*$/.test(line), `a line is a URI, lines end with LF: ${JSON.stringify(line)}`)
    return { ...nothing, locations: lines.map((line) => readLocation(line, base)) }
  },
  readError: (reply) => readPlainError(reply),
  echo: (reply) => ({ headers: [['Content-Type', 'text/uri-list']], body: reply.text }),
}
