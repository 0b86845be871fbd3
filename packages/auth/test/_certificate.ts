import { generateKeyPairSync, sign } from 'node:crypto'

/** What a TLS server needs. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** Makes a certificate for `localhost` that signs for itself (RFC 5280): the structures are few, and need no tool. */
export function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const name = sequence(der(0x31, sequence(oid('550403'), text('localhost'))))
  const toSign = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    name,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    // subjectAltName: the DNS name localhost
    der(0xa3, sequence(sequence(oid('551d11'), octets(sequence(der(0x82, Buffer.from('localhost'))))))),
  )
  const signature = sign('sha256', toSign, privateKey)
  const certificate = sequence(toSign, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.of(0), signature])))
  const lines = certificate.toString('base64').replace(/(.{64})/g, '$1\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}

/** One value of ASN.1: tag, length, content (X.690 8.1). */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function integer(value: number): Buffer {
  return der(0x02, Buffer.of(value))
}

function octets(content: Buffer): Buffer {
  return der(0x04, content)
}

function text(value: string): Buffer {
  return der(0x0c, Buffer.from(value))
}

function utcTime(value: string): Buffer {
  return der(0x17, Buffer.from(value))
}
