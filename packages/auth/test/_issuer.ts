import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose'

/** When tokens of these tests are read. */
export const now = new Date('2030-01-01T00:00:00Z')

/** A key of an issuer, with its name. */
export interface IssuerKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

/** An issuer of tokens whose keys are served over HTTP. */
export interface Issuer extends AsyncDisposable {
  readonly url: URL
  /** How often the keys were fetched. */
  readonly fetched: () => number
  /** What is served from now on; `undefined`: an error. */
  readonly serve: (...keys: readonly IssuerKey[]) => Promise<void>
  readonly fail: () => void
}

/** Makes a key pair. */
export async function newKey(kid: string): Promise<IssuerKey> {
  return { kid, ...(await generateKeyPair('ES256', { extractable: true })) }
}

/** The public halves, as they are published. */
export async function publish(keys: readonly IssuerKey[]): Promise<JSONWebKeySet> {
  const published = keys.map(async ({ kid, publicKey }) => ({
    ...(await exportJWK(publicKey)),
    kid,
    alg: 'ES256',
  }))
  return { keys: await Promise.all(published) }
}

/** Claims that are said otherwise; `undefined`: left out. */
export type Claims = { readonly [Name in keyof JWTPayload]: JWTPayload[Name] | undefined }

/** A token for ann that holds, but for what is said otherwise. */
export function tokenBy(
  { kid, privateKey }: IssuerKey,
  claims: Claims = {},
  header: object = {},
): Promise<string> {
  const seconds = now.getTime() / 1000
  const usual = { iss: 'https://id.example', aud: 'occi', sub: 'ann', iat: seconds, exp: seconds + 60 }
  return new SignJWT({ ...usual, ...claims } as JWTPayload)
    .setProtectedHeader({ alg: 'ES256', kid, ...header })
    .sign(privateKey)
}

/** Serves keys over HTTP. */
export async function startIssuer(...keys: readonly IssuerKey[]): Promise<Issuer> {
  let body: string | undefined = JSON.stringify(await publish(keys))
  let fetched = 0
  const server = createServer((_request, response) => {
    fetched += 1
    response.writeHead(body === undefined ? 500 : 200, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`),
    fetched: () => fetched,
    serve: async (...next) => void (body = JSON.stringify(await publish(next))),
    fail: () => void (body = undefined),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
