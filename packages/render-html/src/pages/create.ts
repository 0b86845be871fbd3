import {
  isKindOf,
  link,
  resource,
  structuralAttributes,
  type AttributeDefinition,
  type Kind,
} from '@occi/core'
import { choicesFor, linksFrom, sourcesOf, targetsOf, type Choices } from '../catalog.ts'
import { attributeField } from '../fields/attribute-field.ts'
import { endField, familyField, linkFields, mixinFields, offer } from '../fields/choices.ts'
import { Filled } from '../fields/filled.ts'
import { fieldNames } from '../form.ts'
import { html, type SafeHtml } from '../html.ts'
import { nameOf } from '../show.ts'
import type { Page, View } from '../view.ts'
import { formOf, headOf, hiddenField, refusalOf } from './parts.ts'
import type { Subject } from './task.ts'

/** The form for a new Entity of a Kind, made from its definition and from what there is to choose from. */
export async function createPage({ category: kind }: Subject, view: View): Promise<Page | undefined> {
  if (kind?.class !== 'kind' || kind.location === undefined) return undefined
  const { context } = view
  const name = nameOf(kind)
  const title = `New ${name.toLowerCase()}`
  const head = headOf(context, [[kind.location, name]], title)
  if (!kind.creatable) {
    const main = html`${head}
      <p class="card">Clients create nothing here.</p>`
    return { title, main, within: kind.location }
  }
  const filled = new Filled(view)
  const choices = choicesFor(kind, context.catalog)
  const { families, extras, tags } = choices
  const { common, own } = attributeFields(kind, choices, filled)
  const fields = html`${hiddenField(fieldNames.kind, kind.id)} ${await endFields(kind, view, filled)}
  ${group('About', common)}
  ${group(
    'Templates',
    families.map((family) => familyField(family, filled)),
  )}
  ${group('Settings', own)} ${await linkGroup(kind, view, filled)}
  ${group('Extras', mixinFields(extras, tags, kind, filled))}`
  const task = {
    to: kind.location,
    page: 'new',
    button: `Create ${name.toLowerCase()}`,
    cancel: kind.location,
  }
  return { title, main: html`${head}${refusalOf(view)}${formOf(task, fields, view)}`, within: kind.location }
}

function group(title: string, fields: readonly SafeHtml[]): SafeHtml | undefined {
  if (fields.length === 0) return undefined
  return html`<section class="card">
    <h2>${title}</h2>
    <div class="grid">${fields}</div>
  </section>`
}

/** What all Resources have, and what the Kind adds. */
function attributeFields(kind: Kind, choices: Choices, filled: Filled) {
  const all = Object.entries(kind.attributes).filter(
    ([name, { mutability }]) => mutability !== 'server-only' && !structuralAttributes.has(name),
  )
  const isCommon = ([name]: readonly [string, unknown]) => Object.hasOwn(resource.attributes, name)
  const field = ([name, definition]: readonly [string, AttributeDefinition]) =>
    attributeField(name, definition, filled, { value: proposedOf(name, definition, choices) })
  return {
    common: all.filter(isCommon).map(field),
    own: all.filter((one) => !isCommon(one)).map(field),
  }
}

/** The default, unless a Mixin that may be chosen has one of its own: what is sent would win over it. */
function proposedOf(name: string, definition: AttributeDefinition, { families, extras }: Choices) {
  const mixins = [...families.flatMap(({ templates }) => templates), ...extras]
  const isOverlaid = mixins.some(({ attributes }) => Object.hasOwn(attributes, name))
  return isOverlaid ? undefined : definition.default
}

async function endFields(kind: Kind, { context }: View, filled: Filled): Promise<SafeHtml | undefined> {
  if (!isKindOf(kind, link.id)) return undefined
  const sources = await offer(sourcesOf(kind, context.catalog), context)
  const targets = await offer(targetsOf(kind, context.catalog), context)
  const chosen = context.query.get('source') ?? undefined
  const external = kind.ends?.external !== false
  return group('Ends', [
    endField('occi.core.source', 'From', sources, filled, { chosen, external: false }),
    endField('occi.core.target', 'To', targets, filled, { external }),
  ])
}

async function linkGroup(kind: Kind, view: View, filled: Filled): Promise<SafeHtml | undefined> {
  if (!isKindOf(kind, resource.id)) return undefined
  const kinds = linksFrom(kind, view.context.catalog).filter(isSimple)
  return group('Connect with', await linkFields(kinds, view, filled))
}

/** Links that need nothing but their ends can be made along; others have a form of their own. */
function isSimple({ attributes }: Kind): boolean {
  return Object.entries(attributes).every(
    ([name, { required, default: given }]) =>
      structuralAttributes.has(name) || !required || given !== undefined,
  )
}
