import { readFileSync } from 'node:fs'
import { createServer as createHttpsServer } from 'node:https'
import type { OcciServer } from '@occi/server'
import { toListener } from '@occi/server/node'

export function listenWithTls(service: OcciServer) {
  const tls = { key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }
  const { head: maxHeaderSize, bodyTime } = service.limits
  const times = { requestTimeout: bodyTime, headersTimeout: bodyTime }
  return createHttpsServer({ ...tls, ...times, maxHeaderSize }, toListener(service)).listen(8443)
}
