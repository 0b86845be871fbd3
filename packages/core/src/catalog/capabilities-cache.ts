import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import { capabilitiesOf, type Capabilities, type CategorySource } from './capabilities.ts'

/** The capabilities of a Kind with some Mixins, and, one step further, of those with one Mixin more. */
interface Node {
  capabilities?: Capabilities
  readonly further: WeakMap<Kind | Mixin, Node>
}

/** How many combinations are remembered before all are forgotten: services have few, hostile clients make many. */
const most = 1000

/**
 * Remembers capabilities by Kind and Mixins: they are asked for with every Entity read or rendered. Definitions count as the objects they
 * are, since an Entity keeps the one it was stored with; tags, which add nothing, do not count.
 */
export class CapabilitiesCache {
  readonly #source: CategorySource
  #root: Node = newNode()
  #size = 0

  constructor(source: CategorySource) {
    this.#source = source
  }

  get(kind: Kind, mixins: readonly Mixin[]): Capabilities {
    const adding = mixins.filter(addsSomething)
    const node = [kind, ...adding].reduce((from, category) => this.#step(from, category), this.#root)
    node.capabilities ??= capabilitiesOf(kind, adding, this.#source)
    return node.capabilities
  }

  #step(from: Node, category: Kind | Mixin): Node {
    const known = from.further.get(category)
    if (known !== undefined) return known
    const node = newNode()
    from.further.set(category, node)
    this.#count()
    return node
  }

  #count(): void {
    this.#size += 1
    if (this.#size <= most) return
    this.#root = newNode()
    this.#size = 0
  }
}

function newNode(): Node {
  return { further: new WeakMap() }
}

function addsSomething({ attributes, actions, depends }: Mixin): boolean {
  return depends.length > 0 || actions.length > 0 || Object.keys(attributes).length > 0
}
