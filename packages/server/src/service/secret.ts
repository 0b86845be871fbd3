import type { Registry } from '@occi/core'

/** The secret of a service: that of its Registry, the same for all its processes; where the Registry keeps none, one made up for this process. */
export class ServiceSecret {
  readonly #registry: Pick<Registry, 'secret'>
  readonly #ownSecret = crypto.randomUUID()

  constructor(registry: Pick<Registry, 'secret'>) {
    this.#registry = registry
  }

  /** A key for one purpose, 64 hexadecimal digits: whoever finds it out knows nothing of the others. @throws OcciError `unavailable` */
  async keyFor(purpose: string): Promise<string> {
    const secret = (await this.#registry.secret?.()) ?? this.#ownSecret
    const text = new TextEncoder().encode(`${purpose}\n${secret}`)
    return toHex(await crypto.subtle.digest('SHA-256', text))
  }
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
