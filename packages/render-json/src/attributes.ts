import { isAttributeName, OcciError, sameValue, type AttributeValue, type InputValue } from '@occi/core'
import { knownAttributes, type KnownAttributes } from './known-attributes.ts'
import { expectObject, isArray, isObject, show, type Located } from './expect.ts'
import type { Json, JsonObject } from './json-reader.ts'
import type { Message, ReadingContext } from './message.ts'
import { itemPath, malformed, memberPath, tooLarge, whereIs } from './path.ts'

/** JSON has types of its own. */
type TypedValue = InputValue & { readonly value: AttributeValue }

/** The attributes of one object, each once, wherever in it they were given. */
export class Attributes {
  readonly #message: Message
  readonly #found = new Map<string, TypedValue>()

  constructor(message: Message) {
    this.#message = message
  }

  get found(): ReadonlyMap<string, InputValue> {
    return this.#found
  }

  /** The text of an attribute; `undefined` if it was not given or is no text. */
  textOf(name: string): string | undefined {
    const value = this.#found.get(name)?.value
    return typeof value === 'string' ? value : undefined
  }

  /**
   * Adds an attribute; one that is there already must have the same value.
   * @throws OcciError `malformed` for a bad name, or two values; `too-large`
   */
  add(name: string, { value: json, path }: Located): void {
    if (!isAttributeName(name))
      malformed(path, `${show(name)} is no name of an attribute (letters, digits, "-", "_", ".")`)
    const value = this.#valueOf(json, path)
    const before = this.#found.get(name)
    if (before !== undefined) return this.#checkSame(name, before, value, path)
    this.#found.set(name, { value, where: whereIs(path) })
    this.#message.bound(this.#found.size, 'attributes', path)
  }

  /** Adds the members of an `attributes` object; the dots in a name are part of it (GFD.226 3.5). */
  addAll(attributes: Located): void {
    for (const [name, value] of expectObject(attributes, 'attributes'))
      this.add(name, { value, path: memberPath(attributes.path, name) })
  }

  /**
   * Adds the members of an `attributes` object of an entity. Drafts of GFD.226 nested them at the dots; what has no dot and leads to the
   * name of a known attribute is read so. No attribute of an entity lacks a prefix (GFD.221 5.3.2), so nothing is misunderstood.
   */
  addAllOfEntity(attributes: Located): void {
    for (const [name, value] of expectObject(attributes, 'attributes')) {
      const member = { value, path: memberPath(attributes.path, name) }
      if (!isObject(value) || name.includes('.')) this.add(name, member)
      else this.#addNested(name, value, member.path, knownAttributes(this.#message.context.catalog))
    }
  }

  #addNested(name: string, value: JsonObject, path: string, known: KnownAttributes): void {
    const whole = known.objects.has(name) || !known.prefixes.has(name)
    if (whole) return this.add(name, { value, path })
    for (const [term, inner] of value) {
      const [innerName, innerPath] = [`${name}.${term}`, memberPath(path, term)]
      if (isObject(inner)) this.#addNested(innerName, inner, innerPath, known)
      else this.add(innerName, { value: inner, path: innerPath })
    }
  }

  #valueOf(json: Json, path: string): AttributeValue {
    const value = toValue(json, path)
    const { value: longest } = this.#message.context.limits
    if (typeof value === 'object' && JSON.stringify(value).length > longest)
      tooLarge(path, `a value of more than ${longest} characters`)
    return value
  }

  #checkSame(name: string, before: TypedValue, value: AttributeValue, path: string): void {
    if (isSame(name, before.value, value, this.#message.context)) return
    const where = whereIs(path)
    throw new OcciError('malformed', `${name} has another value at ${before.where} (${where})`, {
      attribute: name,
      where,
    })
  }
}

/** As deep as arrays and objects may be nested in the value of an attribute. */
const deepest = 32

function toValue(json: Json, path: string, depth = 0): AttributeValue {
  if (typeof json !== 'object') return json
  if (depth === deepest) malformed(path, `a value is nested more than ${deepest} deep`)
  if (isArray(json)) return json.map((item, index) => toValue(item, itemPath(path, index), depth + 1))
  // Members become own properties whatever their names: `__proto__` means nothing here.
  return Object.fromEntries(
    [...json].map(([name, value]) => [name, toValue(value, memberPath(path, name), depth + 1)]),
  )
}

/** What names an entity is the same in several forms: with and without `urn:uuid:`, absolute and as a path. */
function isSame(name: string, one: AttributeValue, other: AttributeValue, context: ReadingContext): boolean {
  if (sameValue(one, other)) return true
  if (typeof one !== 'string' || typeof other !== 'string') return false
  if (name === 'occi.core.id') return withoutUrn(one) === withoutUrn(other)
  const isEnd = name === 'occi.core.source' || name === 'occi.core.target'
  return isEnd && asPath(one, context) === asPath(other, context)
}

function withoutUrn(id: string): string {
  return id.replace(/^urn:uuid:/i, '')
}

function asPath(reference: string, { publicUrl, prefix }: ReadingContext): string {
  for (const root of [publicUrl, prefix])
    if (root !== '' && reference.startsWith(`${root}/`)) return reference.slice(root.length)
  return reference
}
