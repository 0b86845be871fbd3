import { OcciError } from '../errors.ts'
import { isOfType, checkPattern, patternFaults, type Pattern } from './pattern.ts'

/** What an attribute may hold: the five JSON types of GFD.226 3.5. There is no null: an unset attribute is absent. */
export type AttributeValue = string | number | boolean | readonly AttributeValue[] | { readonly [member: string]: AttributeValue }

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
export type AttributeDefinitions<A extends AttributeTypes = AttributeTypes> = { readonly [N in keyof A]: AttributeDefinition<A[N]> }

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

const types: ReadonlySet<string> = new Set<AttributeType>(['string', 'integer', 'number', 'boolean', 'array', 'object'])
const mutabilities: ReadonlySet<string> = new Set<Mutability>(['server-only', 'write-once', 'read-write'])

/**
 * Completes and checks attribute specs.
 * @param owner how messages name the Category
 * @throws OcciError `invalid-definition` for a bad name, type, mutability, pattern or default
 */
export function defineAttributes(owner: string, specs: AttributeSpecs): AttributeDefinitions {
  const entries = Object.entries(specs).map(([name, spec]) => [name, defineAttribute(owner, name, spec)] as const)
  return Object.freeze(Object.fromEntries(entries))
}

/** The grammar of attribute names (GFD.229 4.1): a letter or digit, then letters, digits, `-`, `_` and `.`. */
export function isAttributeName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)
}

function defineAttribute(owner: string, name: string, spec: AttributeSpec): AttributeDefinition {
  const fail = (what: string) => {
    throw new OcciError('invalid-definition', `attribute ${name} of ${owner}: ${what}`, { attribute: name })
  }
  if (!isAttributeName(name)) fail('a name is a letter or digit followed by letters, digits, ".", "_" or "-"')
  const definition = { type: 'string', mutability: 'read-write', required: false, ...fromShortForm(spec, fail) } as const
  if (!types.has(definition.type)) fail(`"${definition.type}" is no type; choose ${[...types].join(', ')}`)
  if (!mutabilities.has(definition.mutability)) fail(`"${definition.mutability}" is no mutability; choose ${[...mutabilities].join(', ')}`)
  if (definition.required && definition.mutability === 'server-only') fail('what only the server sets cannot be required of a client')
  const faults = patternFaults(definition.pattern ?? {})
  if (faults.length > 0) fail(`the pattern has what is not understood: ${faults.join(', ')}`)
  const wanted = definition.default === undefined ? undefined : wantedInstead(definition.default, definition)
  if (wanted !== undefined) fail(`the default ${JSON.stringify(definition.default)} is not ${wanted}`)
  return Object.freeze(definition)
}

function fromShortForm(spec: AttributeSpec, fail: (what: string) => void): Partial<AttributeDefinition> {
  if (typeof spec === 'object') return spec
  if (spec === 'immutable') return { mutability: 'server-only' }
  if (spec === 'required') return { required: true }
  if (spec !== '') fail(`"${String(spec)}" is no short form; use "", "immutable", "required" or a definition`)
  return {}
}

/** What a value should have been by type and pattern of its definition (`an integer`, `at least 1`), or `undefined` if it is good. */
export function wantedInstead(value: AttributeValue, definition: AttributeDefinition): string | undefined {
  if (!isOfType(value, definition.type)) return /^[aio]/.test(definition.type) ? `an ${definition.type}` : `a ${definition.type}`
  return definition.pattern && checkPattern(value, definition.pattern)
}
