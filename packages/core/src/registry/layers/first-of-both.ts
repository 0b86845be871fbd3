import { pathsOver } from '../../catalog/layer.ts'
import type { Mixin } from '../../model/mixin.ts'
import { namesOf } from '../mixin-names.ts'
import type { VisibleMixins } from './visible-mixins.ts'

/** Mixins of two origins: one of the second is hidden if it takes a name that one of the first has. */
export class FirstOfBoth implements VisibleMixins {
  readonly size: number
  readonly #first: VisibleMixins
  readonly #second: VisibleMixins
  #hidden: ReadonlySet<Mixin> | undefined
  #hiddenPaths: ReadonlySet<string> | undefined

  constructor(first: VisibleMixins, second: VisibleMixins) {
    this.#first = first
    this.#second = second
    this.size = first.size + second.size
  }

  find(name: string): Mixin | undefined {
    const own = this.#first.find(name)
    if (own !== undefined) return own
    const other = this.#second.find(name)
    return other === undefined || this.#isHidden(other) ? undefined : other
  }

  isAbove(path: string): boolean {
    return this.#first.isAbove(path) || (this.#second.isAbove(path) && this.#isSeenBelow(path))
  }

  list(): readonly Mixin[] {
    const hidden = this.#allHidden()
    return [...this.#first.list(), ...this.#second.list().filter((mixin) => !hidden.has(mixin))]
  }

  #isHidden(mixin: Mixin): boolean {
    return namesOf(mixin).some((name) => this.#first.find(name) !== undefined)
  }

  /** Below a path where some of the second are: all are looked at only if one of them is hidden. */
  #isSeenBelow(path: string): boolean {
    const hidden = this.#allHidden()
    this.#hiddenPaths ??= new Set([...hidden].flatMap(({ location = '/' }) => pathsOver(location)))
    if (!this.#hiddenPaths.has(path)) return true
    return this.#second.list().some((mixin) => isBelow(mixin, path) && !hidden.has(mixin))
  }

  #allHidden(): ReadonlySet<Mixin> {
    this.#hidden ??= new Set(this.#findHidden())
    return this.#hidden
  }

  /** They are found from the side that has fewer. */
  #findHidden(): readonly Mixin[] {
    if (this.#second.size < this.#first.size)
      return this.#second.list().filter((mixin) => this.#isHidden(mixin))
    const rivals = this.#first
      .list()
      .flatMap((mixin) => namesOf(mixin).map((name) => this.#second.find(name)))
    return rivals.filter((mixin) => mixin !== undefined)
  }
}

function isBelow({ location }: Mixin, path: string): boolean {
  return location !== undefined && location !== path && location.startsWith(path)
}
