import type { Mixin } from '../../model/mixin.ts'

/** Mixins that are seen together, none of which takes another's name; immutable. */
export interface VisibleMixins {
  /** How many there are, those counted too that others hide. */
  readonly size: number
  /** The Mixin that has a name of `namesOf`. */
  find(name: string): Mixin | undefined
  /** Whether some location lies below a path; below `/` there may be none. */
  isAbove(path: string): boolean
  /** All of them, in order of declaration. */
  list(): readonly Mixin[]
}
