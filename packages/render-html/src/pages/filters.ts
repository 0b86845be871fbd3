import type {
  AttributeDefinition,
  AttributeValue,
  CollectionResult,
  EntityQuery,
  Kind,
  Mixin,
} from '@occi/core'
import { Literal, coerce, isLocation, structuralAttributes } from '@occi/core'
import { choicesFor } from '../catalog.ts'
import { attributes, html, type SafeHtml } from '../html.ts'
import { labelOf, nameOf, plainText } from '../show.ts'
import type { View } from '../view.ts'
import { hiddenField } from './parts.ts'

/** What the reader wants to see of a Collection. */
export interface Selection {
  /** Missing: the Collection as it comes. */
  readonly query?: EntityQuery
  readonly filtered: boolean
  readonly newestFirst: boolean
  /** Whether something can be found; false where a value is not one of its attribute. */
  readonly possible: boolean
}

/** Reads the filter and the order from the query of a page. */
export function selectionIn({ category }: CollectionResult, { context }: View): Selection {
  const wanted = (name: string) => context.query.get(name) ?? ''
  const [name, given, mixin] = [wanted('attribute'), wanted('value'), wanted('with')]
  const byValue = name !== '' && given !== ''
  const value = byValue ? typedValue(name, given, category) : undefined
  const filtered = byValue || mixin !== ''
  const newestFirst = wanted('order') === 'newest'
  const whole = wholeOf(category, context.path)
  const query: EntityQuery = {
    ...whole,
    ...(mixin === '' ? {} : { mixins: [...(whole.mixins ?? []), mixin] }),
    ...(value === undefined ? {} : { attributes: new Map([[name, value]]) }),
  }
  const possible = !byValue || value !== undefined
  return { ...(filtered || newestFirst ? { query } : {}), filtered, newestFirst, possible }
}

/** The form that filters a Collection by a value and by a Mixin, in the order that is shown; `undefined`: there is nothing to choose from. */
export function filterForm(kind: Kind | undefined, { context }: View): SafeHtml | undefined {
  const { query } = context
  const chosen = (name: string, value: string) => query.get(name) === value
  const names = Object.entries(kind?.attributes ?? {}).filter(isFilterable)
  const { families, extras, tags } = kind === undefined ? nothing : choicesFor(kind, context.catalog)
  const mixins = [...families.flatMap(({ templates }) => templates), ...extras, ...tags].slice(0, 200)
  if (names.length === 0 && mixins.length === 0) return undefined
  const option = (field: string, value: string, label: string) =>
    html`<option${attributes({ value, selected: chosen(field, value) })}>${label}</option>`
  return html`<form method="get" class="filter">
    ${
      names.length > 0 &&
      html`<span class="pair"
          ><label for="by">Attribute</label>
          <select id="by" name="attribute">
            <option value="">any</option>
            ${names.map(([name]) => option('attribute', name, labelOf(name)))}
          </select></span
        >
        <span class="pair"
          ><label for="is">is</label>
          <input
            id="is"
            type="text"
            name="value"
            value="${query.get('value') ?? ''}"
            autocomplete="off"
            list="values"
        /></span>
        <datalist id="values">
          ${choicesIn(names).map((choice) => html`<option value="${choice}"></option>`)}
        </datalist>`
    }
    ${
      mixins.length > 0 &&
      html`<span class="pair"
        ><label for="with">With</label>
        <select id="with" name="with">
          <option value="">any mixin</option>
          ${mixins.map((mixin) => option('with', mixin.id, plainText(nameOf(mixin))))}
        </select></span
      >`
    }
    ${query.get('order') === 'newest' && hiddenField('order', 'newest')}
    <button class="button plain">Show</button>
  </form>`
}

const nothing = { families: [], extras: [], tags: [] }

function wholeOf(category: Kind | Mixin | undefined, path: string): EntityQuery {
  if (category?.class === 'kind') return { kind: category.id }
  if (category?.class === 'mixin') return { mixins: [category.id] }
  return isLocation(path) ? { below: path } : {}
}

/** A value as the attribute has it; `undefined` where it cannot be one of it. */
function typedValue(
  name: string,
  given: string,
  category: Kind | Mixin | undefined,
): AttributeValue | undefined {
  const definition =
    category !== undefined && Object.hasOwn(category.attributes, name) ? category.attributes[name] : undefined
  if (definition === undefined) return given
  try {
    return coerce(name, { value: new Literal(given, true), where: name }, { ...plain(definition) })
  } catch {
    return undefined
  }
}

/** Whatever is of its type can be looked for, also what the pattern rules out now. */
function plain({ type, mutability, required }: AttributeDefinition): AttributeDefinition {
  return { type, mutability, required }
}

function isFilterable([name, { type }]: readonly [string, AttributeDefinition]): boolean {
  return !structuralAttributes.has(name) && type !== 'array' && type !== 'object'
}

function choicesIn(names: readonly (readonly [string, AttributeDefinition])[]): readonly string[] {
  const choices = names.flatMap(([, { pattern }]) => pattern?.enum ?? [])
  return [...new Set(choices.map(String))]
}
