import cluster from 'node:cluster'
import { OcciError } from '@occi/core'

import { openCloud } from './cloud.ts'
import { endOnSignals } from './ending.ts'
import { OptionError, parseOptions, usage } from './options.ts'
import { welcome } from './welcome.ts'

const opened = endOnSignals()
try {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) console.log(usage)
  else {
    const cloud = await openCloud(options)
    opened(cloud)
    if (cluster.isPrimary) console.log(welcome(cloud.url, options))
  }
} catch (error) {
  console.error(sentenceOf(error))
  process.exit(error instanceof OptionError ? 2 : 1)
}

function sentenceOf(error: unknown): string {
  if (error instanceof OptionError || OcciError.is(error)) return error.message
  const { code, port, address, hostname } = error as ListenError
  if (code === 'EADDRINUSE') return `port ${port} of ${address} is taken: choose another with --port`
  if (code === 'EACCES') return `port ${port} of ${address} may not be used: choose another with --port`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${address ?? hostname} is no address of this machine: choose another with --host`
  return error instanceof Error ? String(error.stack) : String(error)
}

/** What Node says of a server that cannot listen. */
interface ListenError {
  readonly code?: string
  readonly port?: number
  readonly address?: string
  readonly hostname?: string
}
