import { pathsOver } from '../../catalog/layer.ts'
import type { Mixin } from '../../model/mixin.ts'
import { namesOf } from '../mixin-names.ts'
import { isThere, Timeline, type Span } from './timeline.ts'
import type { VisibleMixins } from './visible-mixins.ts'

/** How much more of the past is kept than there is now before it is left behind. */
const past = 64

/** What a history remembers, from its beginning or from when it was begun anew. */
interface Memory {
  /** By the names of `namesOf`. */
  readonly names: Timeline<Mixin>
  /** The paths that some location lies below. */
  readonly above: Timeline<true>
  /** All that were ever there, as they came. */
  readonly order: Span<Mixin>[]
}

/**
 * Mixins that come and go, none of which takes another's name. To see them as they are now costs the same however many there are, and what was seen
 * stays as it is. The past is left behind, to whoever still looks at it, when it has grown larger than what is there.
 */
export class MixinHistory {
  #memory: Memory = newMemory()
  #time = 0
  #size = 0
  /** How many locations lie below a path. */
  readonly #below = new Map<string, number>()

  constructor(mixins: Iterable<Mixin> = []) {
    for (const mixin of mixins) this.add(mixin)
  }

  /** How many there are now. */
  get size(): number {
    return this.#size
  }

  /** They as they are now. */
  now(): VisibleMixins {
    return new MixinsAtTime(this.#memory, this.#time, this.#size)
  }

  /** The Mixin that has a name now. */
  find(name: string): Mixin | undefined {
    return this.#memory.names.at(name, this.#time)
  }

  /** Adds one whose names nobody has. */
  add(mixin: Mixin): void {
    this.#time += 1
    this.#size += 1
    this.#remember(mixin)
    for (const path of pathsAbove(mixin)) {
      const below = this.#below.get(path) ?? 0
      this.#below.set(path, below + 1)
      if (below === 0) this.#memory.above.begin(path, true, this.#time)
    }
  }

  /** Takes out the one with a type identifier, if it is there. */
  remove(id: string): void {
    const mixin = this.find(id)
    if (mixin?.id !== id) return
    this.#time += 1
    this.#size -= 1
    for (const name of namesOf(mixin)) this.#memory.names.end(name, this.#time)
    for (const path of pathsAbove(mixin)) this.#leave(path)
    if (this.#memory.order.length > 2 * this.#size + past) this.#beginAnew()
  }

  #remember(mixin: Mixin): void {
    const { names, order } = this.#memory
    const [id, ...others] = namesOf(mixin)
    order.push(names.begin(id ?? mixin.id, mixin, this.#time))
    for (const name of others) names.begin(name, mixin, this.#time)
  }

  #leave(path: string): void {
    const below = (this.#below.get(path) ?? 0) - 1
    if (below > 0) this.#below.set(path, below)
    else {
      this.#below.delete(path)
      this.#memory.above.end(path, this.#time)
    }
  }

  #beginAnew(): void {
    const left = this.now().list()
    this.#memory = newMemory()
    for (const mixin of left) this.#remember(mixin)
    for (const path of this.#below.keys()) this.#memory.above.begin(path, true, this.#time)
  }
}

class MixinsAtTime implements VisibleMixins {
  readonly size: number
  readonly #memory: Memory
  readonly #time: number

  constructor(memory: Memory, time: number, size: number) {
    this.#memory = memory
    this.#time = time
    this.size = size
  }

  find(name: string): Mixin | undefined {
    return this.#memory.names.at(name, this.#time)
  }

  isAbove(path: string): boolean {
    return this.#memory.above.at(path, this.#time) === true
  }

  list(): readonly Mixin[] {
    const mixins: Mixin[] = []
    for (const span of this.#memory.order) {
      if (span.from > this.#time) break
      if (isThere(span, this.#time)) mixins.push(span.value)
    }
    return mixins
  }
}

function newMemory(): Memory {
  return { names: new Timeline(), above: new Timeline(), order: [] }
}

function pathsAbove({ location }: Mixin): readonly string[] {
  return location === undefined ? [] : pathsOver(location)
}
