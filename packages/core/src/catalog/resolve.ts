import { withArticle } from '../article.ts'
import type { CategoryReference } from '../contracts/input.ts'
import { OcciError } from '../errors.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import { appliesTo, withDependencies, type CategorySource } from './capabilities.ts'
import type { Category } from './layer.ts'

/**
 * The Categories that references name.
 * @throws OcciError `unknown-category`; `malformed` where a class is given that is not the Category's
 */
export function resolve(
  references: readonly CategoryReference[],
  source: CategorySource,
): readonly Category[] {
  return references.map(({ id, class: said, where }) => {
    const category = source.get(id)
    if (category === undefined)
      throw new OcciError('unknown-category', `the Category ${id} is not known here (${where})`, {
        category: id,
        where,
      })
    if (said === undefined || said === category.class) return category
    throw new OcciError(
      'malformed',
      `the Category ${id} is ${withArticle(category.class)}, not ${withArticle(said)} (${where})`,
      { category: id, where },
    )
  })
}

/**
 * Checks that Mixins may be put on entities of a Kind; what a Mixin depends on restricts it too.
 * @throws OcciError `not-applicable` (GFD.221 5.3.4)
 */
export function checkApplicable(mixins: readonly Mixin[], kind: Kind, source: CategorySource): void {
  for (const mixin of withDependencies(mixins, source)) {
    if (appliesTo(mixin, kind)) continue
    throw new OcciError(
      'not-applicable',
      `the Mixin ${mixin.id} applies to ${mixin.applies.join(', ')}, not to ${kind.id}`,
      { category: mixin.id },
    )
  }
}
