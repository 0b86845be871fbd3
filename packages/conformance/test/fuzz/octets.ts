/** What comes over a socket and is hardly HTTP. */
import { oneOf, several, type Random } from '../../src/random/random.ts'

type Make = (random: Random) => string

const good = 'GET /-/ HTTP/1.1\r\nHost: localhost\r\n\r\n'
const category = 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'

const makes: readonly [Make, ...Make[]] = [
  (random) => several(400, random, () => String.fromCharCode(random(256))).join(''),
  (random) => good.slice(0, random(good.length)),
  (random) => flipped(post(category), random),
  (random) => flipped(good, random) + good,
  () => good.repeat(20),
  () => post(category).repeat(5),
  () => 'GET /compute/\r\n\r\n',
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  () => 'GET http://evil.example/-/ HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  () => 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET /-/ HTTP/1.1\r\n\r\n',
  () => 'GET /-/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  () => 'GET /é HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET /-/ HTTP/1.1\nHost: localhost\n\n',
  () => 'GET /-/ HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n',
  () => 'GET /-/ HTTP/1.1\r\nHost: localhost\r\nX\u0000Y: z\r\n\r\n',
  () => `GET /-/ HTTP/1.1\r\nHost: localhost\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
  () => `GET /-/ HTTP/1.1\r\nHost: localhost\r\nX: ${'y'.repeat(200_000)}\r\n\r\n`,
  () => `GET /${'a'.repeat(200_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  () => `GET /-/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  () => `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`,
  () =>
    `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${good}`,
  () => `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  () => `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n`,
  () => `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n`,
  () => `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nshort`,
  (random) => chunked(oneOf(['zz', '-1', 'fffffffffffffffff', '5;x=y', '0x5'], random)),
  () =>
    `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello`,
  () => `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nExpect: a miracle\r\nContent-Length: 5\r\n\r\nhello`,
  () =>
    `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n\xff\xfe\x00\xc3`,
]

/** Octets, one a character. */
export function hostileOctets(random: Random): string {
  return oneOf(makes, random)(random)
}

function post(body: string): string {
  const head = `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}`
  return `${head}\r\n\r\n${body}`
}

function chunked(size: string): string {
  const head = 'POST /compute/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked'
  return `${head}\r\n\r\n${size}\r\nhello\r\n0\r\n\r\n`
}

/** With some of its octets changed. */
function flipped(octets: string, random: Random): string {
  const changed = octets.split('')
  for (let times = 1 + random(5); times > 0; times -= 1)
    changed[random(changed.length)] = String.fromCharCode(random(256))
  return changed.join('')
}
