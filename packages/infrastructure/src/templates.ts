import {
  defineMixin,
  OcciError,
  type AttributeDefinition,
  type AttributesOf,
  type AttributeSpecs,
  type Mixin,
} from '@occi/core'

import { compute, compute11 } from './compute.ts'
import { infrastructureScheme as scheme } from './schemes.ts'

/** infrastructure#os_tpl (GFD.224 3.5.1): what all OS templates depend on. A compute instance has one at the most (I-106). */
export const osTemplate = defineMixin({
  scheme,
  term: 'os_tpl',
  title: 'OS Template',
  applies: [compute],
  location: '/mixin/os_tpl/',
  templates: { exclusive: true },
})

/**
 * infrastructure#resource_tpl (GFD.224 3.5.2): what all resource templates depend on. A compute instance has one at the most
 * (I-125), and its values win over those that the client sends with it (I-121, R-31).
 */
export const resourceTemplate = defineMixin({
  scheme,
  term: 'resource_tpl',
  title: 'Resource Template',
  applies: [compute],
  location: '/mixin/resource_tpl/',
  templates: { exclusive: true, imposing: true },
})

/** Values that a template can give to a compute instance; `occi.compute.speed` only where the service offers what OCCI 1.1 had. */
export type TemplateValues = Partial<
  Omit<
    AttributesOf<typeof compute11>,
    `occi.core.${string}` | 'occi.compute.state' | 'occi.compute.state.message'
  >
>

/** What {@link defineOsTemplate} takes. */
export interface OsTemplateSpec {
  /** The provider's own scheme. */
  readonly scheme: string
  /** The provider's name of the image. */
  readonly term: string
  /** The operating system in words. Some clients split titles at commas. */
  readonly title: string
  /** Missing: `/mixin/os_tpl/<term>/`. */
  readonly location?: string
  /** Values that a compute instance takes where the client gives none. */
  readonly values?: TemplateValues
  /** Attributes of the provider's own that a compute instance gets with the template; names have a prefix such as `com.example.`. */
  readonly attributes?: AttributeSpecs
  /** Who alone sees it. Missing: everyone. */
  readonly owner?: string
  /** Whatever the service attaches, such as the image's name in its hypervisor; never rendered. */
  readonly extras?: unknown
}

/** What {@link defineResourceTemplate} takes: as for an OS template, `title` being the size in words, with values that must be given. */
export interface ResourceTemplateSpec extends OsTemplateSpec {
  /** Missing: `/mixin/resource_tpl/<term>/`. */
  readonly location?: string
  /** The sizes, which win over what the client sends in the same request. */
  readonly values: TemplateValues
}

/**
 * Declares an OS template: a Mixin of the provider's (GFD.224 3.5.1), for an Extension of the provider's.
 * @throws OcciError `invalid-definition` for bad names, or values that do not fit the attributes of compute
 */
export function defineOsTemplate(spec: OsTemplateSpec): Mixin {
  return defineTemplate(osTemplate, spec)
}

/**
 * Declares a resource template: a Mixin of the provider's whose values are the defaults of its attributes (GFD.224 3.5.2).
 * @throws OcciError `invalid-definition` for bad names, or values that do not fit the attributes of compute
 */
export function defineResourceTemplate(spec: ResourceTemplateSpec): Mixin {
  return defineTemplate(resourceTemplate, spec)
}

function defineTemplate(family: Mixin, spec: OsTemplateSpec): Mixin {
  const { values = {}, attributes = {}, ...rest } = spec
  return defineMixin({
    location: `/mixin/${family.term}/${spec.term}/`,
    ...rest,
    depends: [family],
    applies: [compute],
    attributes: { ...withDefaults(values, `${spec.scheme}${spec.term}`), ...attributes },
  })
}

/** The definitions of compute, so that types and patterns hold for the template too, with the values as defaults. */
function withDefaults(values: TemplateValues, template: string): AttributeSpecs {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { ...settable(name, template), default: value }]),
  )
}

const definitions = new Map<string, AttributeDefinition>(Object.entries(compute11.attributes))

function settable(name: string, template: string): AttributeDefinition {
  const definition = definitions.get(name)
  if (definition !== undefined && definition.mutability !== 'server-only') return definition
  const message = `${template}: a template cannot give a value to ${name}, which is no attribute of compute that a client may set`
  throw new OcciError('invalid-definition', message, { category: template, attribute: name })
}
