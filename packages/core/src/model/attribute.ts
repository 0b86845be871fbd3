import { withArticle } from '../article.ts'
import { OcciError } from '../errors.ts'
import { patternFaults } from './pattern-faults.ts'
import { checkPattern, type Pattern } from './pattern.ts'
import { attributeTypes, isAttributeValue, isOfType, showValue } from './value.ts'

/** What an attribute may hold: the five JSON types of GFD.226 3.5. There is no null: an unset attribute is absent. */
export type AttributeValue =
  | string
  | number
  | boolean
  | readonly AttributeValue[]
  | { readonly [member: string]: AttributeValue }

/**
 * The type of an attribute (GFD.226 3.5.1). `integer` and `number` are both JSON numbers; the text renderings write
 * a `number` with at least one decimal (`2.0`) and an `integer` without.
 */
export type AttributeType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'

/**
 * Who may set an attribute (GFD.221 5.2, and A-46 for write-once):
 * `server-only` the service alone ("immutable" in text); `write-once` the client when the attribute comes into being, never later;
 * `read-write` the client at any time.
 */
export type Mutability = 'server-only' | 'write-once' | 'read-write'

/** One attribute as its Category defines it; drives validation, the query interface and the console's forms. */
export interface AttributeDefinition<T extends AttributeValue = AttributeValue> {
  readonly type: AttributeType
  readonly mutability: Mutability
  /** Whether the client must give a value on creation; a `default` satisfies it. */
  readonly required: boolean
  /** The value taken when none is given on creation (GFD.221 5.3.2). Missing: no default. */
  readonly default?: T
  /** A restriction of the values beyond the type. Missing: any value of the type. */
  readonly pattern?: Pattern
  /** One sentence for humans. */
  readonly description?: string
}

/** Attribute definitions by name, in the order in which they were declared. */
export type AttributeDefinitions<A extends AttributeTypes = AttributeTypes> = {
  readonly [N in keyof A]: AttributeDefinition<A[N]>
}

/** The types of a Category's attributes by name, as TypeScript sees them. */
export type AttributeTypes = Readonly<Record<string, AttributeValue>>

/**
 * An attribute as an extension author writes it: a definition with everything optional (`type` is `string`, `mutability` is
 * `read-write`), or in short `''` (read-write), `'immutable'` (server-only), `'required'` (must be given on creation), each of type string.
 */
export type AttributeSpec = '' | 'immutable' | 'required' | Partial<AttributeDefinition>

/** Attribute specs by name. */
export type AttributeSpecs = Readonly<Record<string, AttributeSpec>>

/** The TypeScript types that attribute specs describe; an `enum` in the pattern narrows a string to its choices. */
export type TypesOf<S extends AttributeSpecs> = { -readonly [N in keyof S]: ValueOf<S[N]> }

type ValueOf<S> = S extends { readonly type: 'integer' | 'number' }
  ? number
  : S extends { readonly type: 'boolean' }
    ? boolean
    : S extends { readonly type: 'array' }
      ? readonly AttributeValue[]
      : S extends { readonly type: 'object' }
        ? { readonly [member: string]: AttributeValue }
        : S extends { readonly pattern: { readonly enum: readonly (infer E extends string)[] } }
          ? E
          : string

/** The stricter first. */
const mutabilities: readonly Mutability[] = ['server-only', 'write-once', 'read-write']
const members = new Set(['type', 'mutability', 'required', 'default', 'pattern', 'description'])

/**
 * Completes and checks attribute specs.
 * @param owner how messages name the Category
 * @throws OcciError `invalid-definition` for a bad name, type, mutability, pattern or default
 */
export function defineAttributes(owner: string, specs: AttributeSpecs): AttributeDefinitions {
  const entries = Object.entries(specs).map(
    ([name, spec]) => [name, defineAttribute(owner, name, spec)] as const,
  )
  return Object.freeze(Object.fromEntries(entries))
}

/** The grammar of attribute names (GFD.229 4.1): a letter or digit, then letters, digits, `-`, `_` and `.`. */
export function isAttributeName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)
}

/** What a value should have been by type and pattern of its definition (`an integer`, `at least 1`), or `undefined` if it is good. */
export function wantedInstead(
  value: AttributeValue,
  { type, pattern }: AttributeDefinition,
): string | undefined {
  if (isOfType(value, type)) return pattern && checkPattern(value, pattern)
  return type === 'integer' && Number.isInteger(value) ? 'an integer of at most 53 bits' : withArticle(type)
}

/**
 * A definition over an earlier one of the same attribute (GFD.221 5.3.7): its default counts, where it fits what was defined before, and
 * the stricter mutability; type, pattern and description stay.
 */
export function overlay(
  earlier: AttributeDefinition | undefined,
  later: AttributeDefinition,
): AttributeDefinition {
  if (earlier === undefined) return later
  const strictness = ({ mutability }: AttributeDefinition) => mutabilities.indexOf(mutability)
  const { mutability } = strictness(later) < strictness(earlier) ? later : earlier
  const required = (earlier.required || later.required) && mutability !== 'server-only'
  const merged = { ...earlier, mutability, required }
  const fits = later.default !== undefined && wantedInstead(later.default, earlier) === undefined
  return fits ? { ...merged, default: later.default } : merged
}

function defineAttribute(owner: string, name: string, spec: AttributeSpec): AttributeDefinition {
  const check = (good: boolean, what: string) => {
    if (!good)
      throw new OcciError('invalid-definition', `attribute ${name} of ${owner}: ${what}`, { attribute: name })
  }
  check(isAttributeName(name), 'a name is a letter or digit followed by letters, digits, ".", "_" or "-"')
  const given = fromShortForm(spec)
  check(
    given !== undefined,
    `${showValue(spec)} is no short form; use "", "immutable", "required" or a definition`,
  )
  const unknown = Object.keys(given ?? {}).find((member) => !members.has(member))
  check(unknown === undefined, `a definition has no member ${unknown}; choose ${[...members].join(', ')}`)
  const definition = { type: 'string', mutability: 'read-write', required: false, ...given } as const
  checkDefinition(definition, check)
  return deepFreeze(structuredClone(definition))
}

function fromShortForm(spec: AttributeSpec): Partial<AttributeDefinition> | undefined {
  if (typeof spec === 'object') return spec ?? undefined
  if (spec === '') return {}
  if (spec === 'immutable') return { mutability: 'server-only' }
  return spec === 'required' ? { required: true } : undefined
}

function checkDefinition(
  definition: AttributeDefinition,
  check: (good: boolean, what: string) => void,
): void {
  const { type, mutability, required, pattern, default: fallback } = definition
  check(attributeTypes.includes(type), `${showValue(type)} is no type; choose ${attributeTypes.join(', ')}`)
  check(
    mutabilities.includes(mutability),
    `${showValue(mutability)} is no mutability; choose ${mutabilities.join(', ')}`,
  )
  check(!required || mutability !== 'server-only', 'what only the server sets cannot be required of a client')
  const faults = patternFaults(pattern ?? {})
  check(faults.length === 0, `the pattern has what is not understood: ${faults.join(', ')}`)
  if (fallback === undefined) return
  check(isAttributeValue(fallback), `the default ${showValue(fallback)} cannot be the value of an attribute`)
  const wanted = wantedInstead(fallback, definition)
  check(wanted === undefined, `the default ${showValue(fallback)} is not ${wanted}`)
}

/** Defaults become values of entities: nothing that is done to one of them may reach the definition. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}
