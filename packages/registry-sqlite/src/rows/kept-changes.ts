import type { Change, Entity, Link, Mixin, Resource } from '@occi/core'
import type { Definitions } from './definitions.ts'
import { toJson } from './json.ts'
import type { Shapes } from './shapes.ts'

/** An Entity without what definitions say, which is kept by number. */
interface KeptEntity {
  readonly shape: number
  readonly entity: Omit<Entity, 'kind' | 'mixins' | 'actions' | 'links'>
  /** Of a Resource. */
  readonly links?: readonly KeptEntity[]
}

/** A change with definitions by number. */
type KeptChange =
  | { readonly type: 'create' | 'update' | 'delete'; readonly entity: KeptEntity }
  | { readonly type: 'add-mixin' | 'remove-mixin'; readonly mixin: number }

/** The changes of reservations as text. */
export class KeptChanges {
  readonly #definitions: Definitions
  readonly #shapes: Shapes

  constructor(definitions: Definitions, shapes: Shapes) {
    this.#definitions = definitions
    this.#shapes = shapes
  }

  toText(changes: readonly Change[]): string {
    return toJson(changes.map((change) => this.#kept(change)))
  }

  fromText(text: string): readonly Change[] {
    return (JSON.parse(text) as readonly KeptChange[]).map((kept) => this.#changeOf(kept))
  }

  #kept(change: Change): KeptChange {
    return 'entity' in change
      ? { type: change.type, entity: this.#keptEntity(change.entity) }
      : { type: change.type, mixin: this.#definitions.of(change.mixin) }
  }

  #keptEntity(given: Entity): KeptEntity {
    const { kind, mixins, actions, ...entity } = given
    const shape = this.#shapes.of({ kind, mixins, actions })
    if (entity.type === 'link') return { shape, entity }
    const { links, ...rest } = entity
    return { shape, entity: rest, links: links.map((link) => this.#keptEntity(link)) }
  }

  #changeOf(kept: KeptChange): Change {
    return 'entity' in kept
      ? { type: kept.type, entity: this.#entityOf(kept.entity) }
      : { type: kept.type, mixin: this.#definitions.get(kept.mixin) as Mixin }
  }

  #entityOf({ shape, entity, links }: KeptEntity): Entity {
    const whole = { ...entity, ...this.#shapes.get(shape) }
    if (links === undefined) return whole as Link
    return { ...(whole as Resource), links: links.map((link) => this.#entityOf(link) as Link) }
  }
}
