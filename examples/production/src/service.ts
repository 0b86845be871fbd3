import { anyOf, basic, hasRole, ownerOf, type User } from '@occi/auth'
import { compute, infrastructure } from '@occi/infrastructure'
import { SqliteRegistry } from '@occi/registry-sqlite'
import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'
import { createServer, PrometheusMetrics, type OcciServer } from '@occi/server'

/** What differs from one installation to the next. */
export interface Settings {
  /** What clients call the service: `https://cloud.example/occi`. */
  readonly publicUrl: string
  /** Where the service keeps what it knows. */
  readonly file: string
  readonly users: readonly User[]
}

/** A service as it is run behind a proxy. */
export async function createCloud({ publicUrl, file, users }: Settings): Promise<OcciServer> {
  const changesShared = (extras: unknown) => hasRole(extras, 'admin')
  return createServer({
    registry: await SqliteRegistry.open({ file, owner: ownerOf, changesShared }),
    renderings: [...textRenderings, occiJson],
    extensions: [infrastructure()],
    // Yours come here: `backends` and, so that a crash leaves nothing in doubt, `reconcile`.
    authenticate: anyOf(basic({ realm: 'cloud', users })),
    quotas: () => [{ kind: compute.id, limit: 20 }],
    publicUrl,
    trustProxy: { fields: 'x-forwarded', hops: 1 },
    logRequests: true,
    log: (level, message, fields) => console.log(JSON.stringify({ level, message, ...fields })),
    metrics: new PrometheusMetrics(),
    probes: { metrics: '/metrics' },
  })
}
