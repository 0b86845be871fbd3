import { describe, expect, test } from 'vitest'

import { ReplyReader } from './reply-reader.ts'

const whole = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello'
const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n'
const empty = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
const bodyless = 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'

/** What a reader says after each piece. */
function taken(reader: ReplyReader, pieces: readonly string[]): readonly boolean[] {
  return pieces.map((piece) => reader.take(Buffer.from(piece, 'latin1')))
}

describe('an answer', () => {
  test.each([
    ['with a length', 200, whole],
    ['in chunks', 200, chunked],
    ['in no chunks', 200, empty],
    ['without a body', 304, bodyless],
  ])('%s ends where it ends, however it is cut', (_what, status, answer) => {
    for (let cut = 1; cut < answer.length; cut += 1) {
      const reader = new ReplyReader(status)
      const pieces = [answer.slice(0, cut), answer.slice(cut)]
      expect([cut, taken(reader, [...pieces, ...pieces])]).toEqual([cut, [false, true, false, true]])
    }
    const octets = answer.split('')
    expect(taken(new ReplyReader(status), octets)).toEqual(octets.map((_one, at) => at === octets.length - 1))
  })

  test('with another status is refused', () => {
    expect(() => taken(new ReplyReader(201), [whole])).toThrow('201 was expected, not: HTTP/1.1 200 OK')
  })
})
