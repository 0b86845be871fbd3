import {
  createLayer,
  type Catalog,
  type CategoryLayer,
  type Kind,
  type Mixin,
  type Registry,
  type Scope,
} from '@occi/core'
import type { CategoryProvider, ProvidedCategories } from '../options.ts'
import type { Log } from '../options/hooks.ts'

/** For how many milliseconds a provider that failed is not asked again. */
const pause = 10_000

interface Held {
  /** Missing: it has failed, and never gave anything. */
  readonly layer: CategoryLayer | undefined
  readonly version: string | undefined
  readonly until: number
}

/** The Categories of one provider, as layers of the catalogue, one for each owner who asks. */
export class ProvidedLayers {
  readonly #provider: CategoryProvider
  readonly #registry: Registry
  readonly #own: Catalog
  readonly #log: Log | undefined
  readonly #held = new Map<string | undefined, Held>()
  readonly #asked = new Map<string | undefined, Promise<CategoryLayer | undefined>>()

  constructor(provider: CategoryProvider, registry: Registry, own: Catalog, log: Log | undefined) {
    this.#own = own
    this.#provider = provider
    this.#registry = registry
    this.#log = log
  }

  /** The provider's layer for whoever asks; the last good one where the provider fails or takes too long, `undefined` where there is none. */
  async of({ owner }: Scope, extras: unknown, signal: AbortSignal): Promise<CategoryLayer | undefined> {
    const held = this.#held.get(owner)
    if (held !== undefined && held.until > Date.now()) return held.layer
    const asked = this.#asked.get(owner) ?? this.#ask(owner, extras).finally(() => this.#asked.delete(owner))
    this.#asked.set(owner, asked)
    const layer = await asked
    signal.throwIfAborted()
    return layer
  }

  async #ask(owner: string | undefined, extras: unknown): Promise<CategoryLayer | undefined> {
    const held = this.#held.get(owner)
    try {
      const provided = await within(this.#provider.timeout ?? 2000, (signal) =>
        this.#provider.categories(extras, signal),
      )
      const layer =
        held?.layer !== undefined && provided.version !== undefined && held.version === provided.version
          ? held.layer
          : this.#take(provided)
      this.#held.set(owner, { layer, version: provided.version, until: Date.now() + (provided.holdFor ?? 0) })
      return layer
    } catch (error) {
      this.#log?.('warn', `the category provider ${this.#provider.name} gave nothing`, { error })
      this.#held.set(owner, { layer: held?.layer, version: held?.version, until: Date.now() + pause })
      return held?.layer
    }
  }

  #take({ categories, backend }: ProvidedCategories): CategoryLayer {
    const fresh = categories.filter((category) => this.#isFree(category))
    const layer = createLayer(fresh)
    if (backend !== undefined) for (const category of fresh) this.#registry.setBackend(category, backend)
    return layer
  }

  /** The service's own Categories and locations come first. */
  #isFree({ id, location }: Kind | Mixin): boolean {
    const free =
      this.#own.get(id) === undefined && (location === undefined || this.#own.at(location) === undefined)
    if (!free)
      this.#log?.('warn', `${id} of the provider ${this.#provider.name} takes what is the service's own`, {
        location,
      })
    return free
  }
}

/** Asks with a signal that aborts after some milliseconds, and waits no longer, whether the signal is heeded or not. */
async function within<T>(milliseconds: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(milliseconds)
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  return Promise.race([ask(signal), late])
}
