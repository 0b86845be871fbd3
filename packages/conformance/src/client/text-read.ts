/**
 * Reads the structures of GFD.229 4 as the service must write them: one blank after each `;`, parameters in the order of the grammar,
 * strings and enums quoted, numbers and booleans bare. Anything else is a failure.
 */
import { expectThat } from '../world/expect.ts'
import type { Base } from './codec.ts'
import type { ActionView, AttributeView, CategoryView, LinkView, Scalar } from './view.ts'

const quoted = String.raw`"(?:[^"\\\u0000-\u001f\u007f]|\\["\\])*"`
const name = '[A-Za-z0-9][A-Za-z0-9._-]*'
const identifier = String.raw`[a-z][a-z0-9+.-]*:[^\s"#]+#${name}`
const number = String.raw`-?\d+(?:\.\d+)?`
const valueForm = new RegExp(`^(?:${quoted}|${number}|true|false)$`)
const attributeForm = new RegExp(`^(${name})=(.*)$`, 's')
const categoryForm = new RegExp(`^${name}(?:; [a-z]+=${quoted})+$`)
const linkForm = new RegExp(`^<[^<>\\s]+>(?:; ${name}=(?:${quoted}|${number}|true|false))+$`)
const definitionForm = new RegExp(String.raw`^(${name})(?:\{((?:immutable|required)(?: required)?)\})?$`)
const categoryOrder = ['scheme', 'class', 'title', 'rel', 'location', 'attributes', 'actions']
const linkOrder = ['rel', 'self', 'category']

/** Splits a list of values at `, ` outside of quotes and `<>`. */
export function splitList(text: string): readonly string[] {
  return text.match(new RegExp(`(?:${quoted}|<[^>]*>|[^",<])+`, 'g'))?.map((part) => part.trim()) ?? []
}

/** Reads one Category value. */
export function readCategory(text: string, base: Base): CategoryView {
  expectThat(categoryForm.test(text), `a Category value follows GFD.229 4.1: ${text}`)
  const [term = '', ...rest] = splitParameters(text)
  const parameters = readParameters(rest, categoryOrder, text)
  const {
    scheme = '',
    class: sort = '',
    title,
    rel,
    location,
    attributes,
    actions,
  } = Object.fromEntries(parameters) as Record<string, string>
  expectThat(/^[a-z][a-z0-9+.-]*:\S+#$/.test(scheme), `the scheme is a URI that ends with "#": ${text}`)
  expectThat(
    sort === 'kind' || sort === 'mixin' || sort === 'action',
    `the class is kind, mixin or action: ${text}`,
  )
  expectThat(
    rel === undefined || new RegExp(`^${identifier}$`).test(rel),
    `rel is one type identifier: ${text}`,
  )
  return {
    term,
    scheme,
    class: sort,
    ...(title === undefined ? {} : { title }),
    ...(rel === undefined ? {} : { rel }),
    ...(location === undefined ? {} : { location: withinService(location, base) }),
    ...(attributes === undefined ? {} : { attributes: attributes.split(/ (?![^{]*\})/).map(readDefinition) }),
    ...(actions === undefined ? {} : { actions: readIdentifiers(actions) }),
  }
}

/** Reads one Link value: a Link or the offer of an Action (GFD.229 4.2). */
export function readLink(text: string, base: Base): LinkView | ActionView {
  expectThat(linkForm.test(text), `a Link value follows GFD.229 4.2: ${text}`)
  const [bracketed = '', ...rest] = splitParameters(text)
  const target = bracketed.slice(1, -1)
  const parameters = readParameters(rest, linkOrder, text)
  const rel = readIdentifiers(String(parameters.get('rel') ?? ''))
  expectThat(rel.length > 0, `a Link has rel: ${text}`)
  if (target.includes('?action=')) return readAction(withinService(target, base), rel, parameters.size, text)
  return {
    target: target.startsWith('/') ? withinService(target, base) : target,
    rel,
    ...readInstance(parameters, base),
  }
}

/** Reads one attribute value (GFD.229 4.3). */
export function readAttribute(text: string): readonly [name: string, value: Scalar] {
  const [, found = '', value = ''] = attributeForm.exec(text) ?? []
  expectThat(found !== '', `an attribute is name=value: ${text}`)
  return [found, readValue(value, text)]
}

/** Reads one location: an absolute URI of this service; gives the path within it. */
export function readLocation(text: string, { publicUrl }: Base): string {
  expectThat(text.startsWith(`${publicUrl}/`), `a location is absolute, under ${publicUrl}: ${text}`)
  return text.slice(publicUrl.length)
}

function readAction(target: string, rel: readonly string[], parameters: number, text: string): ActionView {
  const [id = ''] = rel
  expectThat(
    rel.length === 1 && parameters === 1,
    `the offer of an Action has one rel and nothing else: ${text}`,
  )
  expectThat(
    target.endsWith(`?action=${id.slice(id.indexOf('#') + 1)}`),
    `the offer of an Action ends with its term: ${text}`,
  )
  return { target, id }
}

function readInstance(parameters: ReadonlyMap<string, Scalar>, base: Base): Omit<LinkView, 'target' | 'rel'> {
  const attributes = [...parameters].filter(([found]) => !linkOrder.includes(found))
  const self = parameters.get('self')
  return {
    ...(self === undefined ? {} : { self: withinService(String(self), base) }),
    category: readIdentifiers(String(parameters.get('category') ?? '')),
    attributes: new Map(attributes),
  }
}

function readParameters(
  parts: readonly string[],
  order: readonly string[],
  text: string,
): ReadonlyMap<string, Scalar> {
  const read = parts.map(readAttribute)
  const ranks = read.map(([found]) => (order.includes(found) ? order.indexOf(found) : order.length))
  expectThat(
    ranks.every((rank, index) => rank >= (ranks[index - 1] ?? 0)),
    `the parameters are in order (${order.join(', ')}): ${text}`,
  )
  expectThat(
    new Set(read.map(([found]) => found)).size === read.length,
    `no parameter is there twice: ${text}`,
  )
  return new Map(read)
}

function readDefinition(text: string): AttributeView {
  const [, found = '', properties = ''] = definitionForm.exec(text) ?? []
  expectThat(found !== '', `an attribute definition is name{properties}: ${text}`)
  return { name: found, properties: properties === '' ? [] : properties.split(' ') }
}

function readIdentifiers(text: string): readonly string[] {
  const found = text === '' ? [] : text.split(' ')
  for (const one of found)
    expectThat(new RegExp(`^${identifier}$`).test(one), `a type identifier is scheme#term: ${one}`)
  return found
}

function readValue(text: string, where: string): Scalar {
  expectThat(valueForm.test(text), `a value is quoted, a number or a boolean: ${where}`)
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
  return text === 'true' || text === 'false' ? text === 'true' : Number(text)
}

function splitParameters(text: string): readonly string[] {
  return text.match(new RegExp(`(?:${quoted}|<[^>]*>|[^";<])+`, 'g'))?.map((part) => part.trim()) ?? []
}

function withinService(path: string, { prefix }: Base): string {
  expectThat(path.startsWith(`${prefix}/`), `a path of this service starts with ${prefix}/: ${path}`)
  return path.slice(prefix.length)
}
