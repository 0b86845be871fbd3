import type { AttributeDefinition, Entity, Kind, Mixin } from '@occi/core'
import type { Family } from '../catalog.ts'
import { targetsOf } from '../catalog.ts'
import { fieldNames } from '../form.ts'
import { attributes, html, type SafeHtml } from '../html.ts'
import { markOf, nameOf, plainText, shortNameOf, showTitle, stateOf, titleOf } from '../show.ts'
import type { View } from '../view.ts'
import { attributeField, textOf } from './attribute-field.ts'
import type { Filled } from './filled.ts'

/** How many entities a form offers to choose from; others are named by their path. */
const mostOffered = 20

/** How many Mixins of a sort a form offers. */
const mostMixins = 200

/** Mixins to tick: those of the provider's, each with its own fields, and tags. */
export function mixinFields(
  extras: readonly Mixin[],
  tags: readonly Mixin[],
  kind: Kind,
  filled: Filled,
): readonly SafeHtml[] {
  const boxes = extras.slice(0, mostMixins).map((mixin) => mixinField(mixin, kind, filled))
  return tags.length === 0 ? boxes : [...boxes, tagField(tags, filled)]
}

/** The templates of a family, of which one can be chosen. */
export function familyField({ family, templates }: Family, filled: Filled): SafeHtml {
  const id = `choose:${family.id}`
  const options = templates.slice(0, mostMixins).map((mixin) => {
    const selected = filled.has(fieldNames.mixin, mixin.id)
    return html`<option${attributes({ value: mixin.id, selected })}>${plainText(nameOf(mixin))}${sizesOf(mixin)}</option>`
  })
  return html`<div class="field">
    <label for="${id}">${nameOf(family)}</label>
    <select id="${id}" name="${fieldNames.mixin}">
      <option value="">none</option>
      ${options}
    </select>
    <p class="hint">
      ${family.templates?.imposing === true ? 'It sets the values it brings, whatever is given below.' : 'It brings its values where none are given below.'}
    </p>
  </div>`
}

/** What a template gives, in short. */
function sizesOf({ attributes: definitions }: Mixin): string {
  const sizes = Object.entries(definitions).flatMap(([name, definition]) =>
    definition.default === undefined || definition.type === 'string'
      ? []
      : [`${textOf(definition.default)} ${name.slice(name.lastIndexOf('.') + 1)}`],
  )
  return sizes.length === 0 ? '' : ` – ${sizes.join(', ')}`
}

/** A Mixin to tick; its own fields are seen once it is. */
function mixinField(mixin: Mixin, kind: Kind, filled: Filled): SafeHtml {
  const id = `choose:${mixin.id}`
  const checked = filled.has(fieldNames.mixin, mixin.id)
  const fields = settable(mixin.attributes, kind).map(([name, definition]) =>
    attributeField(name, definition, filled, {
      mixin: mixin.id,
      value: definition.default,
      insist: false,
    }),
  )
  return html`<div class="option">
    <p class="tick">
      <input
        type="checkbox"
        id="${id}"
        name="${fieldNames.mixin}"
        ${attributes({ value: mixin.id, checked })}
      />
      <label for="${id}">${nameOf(mixin)} <code>${mixin.term}</code></label>
    </p>
    ${fields.length > 0 && html`<div class="within">${fields}</div>`}
  </div>`
}

/** The attributes of a Mixin that a client sets and the Kind does not have. */
function settable(
  definitions: Readonly<Record<string, AttributeDefinition>>,
  kind: Kind,
): readonly (readonly [string, AttributeDefinition])[] {
  return Object.entries(definitions).filter(
    ([name, { mutability }]) => mutability !== 'server-only' && !Object.hasOwn(kind.attributes, name),
  )
}

function tagField(tags: readonly Mixin[], filled: Filled): SafeHtml {
  return html`<fieldset class="field ticks">
    <legend>Tags</legend>
    ${tags.slice(0, mostMixins).map((mixin) => {
      const id = `choose:${mixin.id}`
      const checked = filled.has(fieldNames.mixin, mixin.id)
      return html`<p class="tick">
        <input
          type="checkbox"
          id="${id}"
          name="${fieldNames.mixin}"
          ${attributes({ value: mixin.id, checked })}
        />
        <label for="${id}">${showTitle(nameOf(mixin))}</label>
      </p>`
    })}
  </fieldset>`
}

/** What a new Entity can be linked to, of what exists: one group for each Kind of Links. */
export async function linkFields(
  kinds: readonly Kind[],
  { context }: View,
  filled: Filled,
): Promise<readonly SafeHtml[]> {
  return Promise.all(
    kinds.map(async (kind) => {
      const offered = await offer(targetsOf(kind, context.catalog), context)
      return linkField(kind, offered, filled)
    }),
  )
}

/** Entities to choose from, and how many there are in all. */
export interface Offer {
  readonly entities: readonly Entity[]
  readonly count: number
  readonly names: readonly string[]
}

/** The newest entities of some Kinds, as many as a form offers. */
export async function offer(kinds: readonly Kind[], { lookup }: View['context']): Promise<Offer> {
  const found = await Promise.all(
    kinds.map(async ({ id }) => {
      const count = await lookup.count({ kind: id })
      const page = { offset: Math.max(0, count - mostOffered), limit: mostOffered }
      const entities: Entity[] = []
      for await (const chunk of lookup.entities({ kind: id }, page)) entities.push(...chunk)
      return { entities: entities.toReversed(), count }
    }),
  )
  return {
    entities: found.flatMap(({ entities }) => entities).slice(0, mostOffered * 2),
    count: found.reduce((sum, { count }) => sum + count, 0),
    names: kinds.map(nameOf),
  }
}

function linkField(kind: Kind, { entities, count, names }: Offer, filled: Filled): SafeHtml {
  const name = fieldNames.link(kind.id)
  const boxes = entities.map((entity) => {
    const checked = filled.has(name, entity.location)
    const id = `${name} ${entity.location}`.replaceAll(' ', '-')
    return html`<p class="tick">
      <input type="checkbox" id="${id}" name="${name}" ${attributes({ value: entity.location, checked })} />
      <label for="${id}"
        >${showTitle(titleOf(entity))}
        <small
          >${[markOf(entity), stateOf(entity)].filter((part) => part !== undefined).join(', ')}</small
        ></label
      >
    </p>`
  })
  const rest = count > entities.length
  return html`<fieldset class="field ticks">
    <legend>${nameOf(kind)}</legend>
    ${boxes.length === 0 && html`<p class="hint">There is no ${names.join(' or ')} yet.</p>`} ${boxes}
    ${
      rest &&
      html`<p class="field">
        <label for="${name}-path">Another one, by its path</label>
        <input type="text" id="${name}-path" name="${name}" placeholder="/…" />
        <span class="hint">The newest ${entities.length} of ${count.toLocaleString('en')} are offered.</span>
      </p>`
    }
  </fieldset>`
}

/** One end of a Link: a choice of what exists, or a path or URI. */
export function endField(
  name: string,
  label: string,
  { entities, count }: Offer,
  filled: Filled,
  given: { readonly chosen?: string | undefined; readonly external: boolean },
): SafeHtml {
  const [field, path] = [fieldNames.attribute(name), fieldNames.path(name)]
  const chosen = filled.text(field, given.chosen)
  const isOffered = entities.some(({ location }) => location === chosen)
  const options = entities.map((entity) => {
    const { location } = entity
    const text = `${titleOf(entity)} (${nameOf(entity.kind)} ${shortNameOf(location)})`
    return html`<option${attributes({ value: location, selected: location === chosen })}>${plainText(text)}</option>`
  })
  const fault = filled.faultOf(name)
  const free = given.external || count > entities.length || (chosen !== '' && !isOffered)
  const wanted = filled.text(path, isOffered ? '' : chosen)
  return html`<div class="field${fault !== undefined && ' faulty'}">
    <label for="${field}">${label} <span class="must">required</span></label>
    <select id="${field}" name="${field}">
      <option value="">choose…</option>
      ${options}
    </select>
    ${
      free &&
      html`<label class="minor" for="${path}">or by its path${given.external && ' or URI'}</label>
        <input type="text" id="${path}" name="${path}" value="${wanted}" placeholder="/…" />`
    }
    <p class="hint"><code>${name}</code></p>
    ${fault !== undefined && html`<p class="fault">${fault}</p>`}
  </div>`
}
