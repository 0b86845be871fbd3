import { OcciError } from '../errors.ts'
import { entity, link, resource } from '../model/base-types.ts'
import { reservedScheme } from '../model/category.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import { indexCategories } from './layer.ts'

/** Kinds and Mixins that belong together; their Actions come along (GFD.221 5.5). */
export interface Extension {
  /** How messages name it. */
  readonly name: string
  readonly kinds: readonly Kind[]
  readonly mixins: readonly Mixin[]
}

/** What {@link defineExtension} takes. */
export interface ExtensionSpec {
  readonly name: string
  readonly kinds?: readonly Kind[]
  readonly mixins?: readonly Mixin[]
  /** Names under `http://schemas.ogf.org/occi/` and `occi.` are OCCI's own; only an extension that implements its documents says so. Missing: false. */
  readonly standard?: boolean
}

/**
 * Declares an Extension.
 * @throws OcciError `invalid-definition` for a Category that is there twice, locations that overlap, reserved schemes, attribute names
 * that are reserved or lack a prefix (GFD.221 5.5.1); what needs other extensions to be known (parents, `depends`) `createCatalog` checks
 */
export function defineExtension(spec: ExtensionSpec): Extension {
  const { name, kinds = [], mixins = [], standard = false } = spec
  for (const category of [...kinds, ...mixins]) {
    if (category?.class !== 'kind' && category?.class !== 'mixin')
      fail(name, 'kinds are made by defineKind and mixins by defineMixin')
    if (!standard) checkNames(name, category)
  }
  indexCategories([...kinds, ...mixins])
  return Object.freeze({ name, kinds: Object.freeze([...kinds]), mixins: Object.freeze([...mixins]) })
}

/** The three base Kinds (GFD.221 5.4), part of every service. */
export const core: Extension = defineExtension({
  name: 'core',
  kinds: [entity, resource, link] as readonly Kind[],
  standard: true,
})

function checkNames(name: string, category: Kind | Mixin): void {
  // GFD.221 5.3.1: http://schemas.ogf.org/occi/ is reserved.
  if (category.scheme.toLowerCase().startsWith(reservedScheme))
    fail(name, `the scheme of ${category.id} is reserved for OCCI`)
  const inherited = category.class === 'kind' ? category.parent?.attributes : undefined
  for (const attribute of Object.keys(category.attributes)) {
    if (inherited === undefined || !Object.hasOwn(inherited, attribute))
      checkPrefix(name, category, attribute)
  }
}

function checkPrefix(name: string, category: Kind | Mixin, attribute: string): void {
  // GFD.221 5.3.2: a provider's attribute has a prefix, which is not `occi.`; a template may repeat one of OCCI's (see createCatalog).
  if (attribute.startsWith('occi.') && category.class === 'kind')
    fail(name, `the attribute ${attribute} of ${category.id} takes the prefix reserved for OCCI`)
  if (!attribute.includes('.')) {
    fail(
      name,
      `the attribute ${attribute} of ${category.id} needs a prefix, such as com.example.${attribute}`,
    )
  }
}

function fail(name: string, message: string): never {
  throw new OcciError('invalid-definition', `extension ${name}: ${message}`)
}
