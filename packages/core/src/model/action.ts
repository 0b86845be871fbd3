import { withArticle } from '../article.ts'
import type { AttributeSpecs, AttributeTypes, TypesOf } from './attribute.ts'
import { defineCategory, ensure, type CategoryBase, type CategorySpec } from './category.ts'

/** An operation on an Entity or a Collection (GFD.221 5.3.5): an identifier, whose attributes are the operation's parameters. */
export interface Action<A extends AttributeTypes = AttributeTypes> extends CategoryBase<A> {
  readonly class: 'action'
}

/**
 * Declares an Action. Its attributes are parameters, free of the name prefix rules (GFD.221 5.3.5).
 * @throws OcciError `invalid-definition`
 */
export function defineAction<const S extends AttributeSpecs = Record<never, never>>(
  spec: CategorySpec<S>,
): Action<TypesOf<S>> {
  return Object.freeze({ class: 'action', ...defineCategory('Action', spec) }) as Action<TypesOf<S>>
}

/** Checks that the Actions of a Kind or Mixin are Actions, each there once. @throws OcciError `invalid-definition` */
export function checkActions(owner: string, sort: string, actions: readonly Action[]): void {
  const seen = new Set<string>()
  for (const action of actions) {
    ensure(action?.class === 'action', owner, `the actions of ${withArticle(sort)} are made by defineAction`)
    ensure(!seen.has(action.id), owner, `the Action ${action.id} is there twice`)
    seen.add(action.id)
  }
}
