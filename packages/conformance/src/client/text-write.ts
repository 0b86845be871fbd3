/**
 * Writes the four structures of GFD.229 4 as a client sends them:
 *
 *     Category: term; scheme="..."; class="..." ...        X-OCCI-Attribute: name=value
 *     Link: <target>; rel="..."; category="..."; n=value   X-OCCI-Location: uri
 */
import type { Message, SentLink, SentValue } from './codec.ts'
import type { AttributeView, CategoryView } from './view.ts'

/** One value of one of the four fields. */
export type Line = readonly [field: string, value: string]

/** All lines of a message, in the order of GFD.229 5.1.1. */
export function linesOf(message: Message): readonly Line[] {
  const { categories = [], links = [], attributes = {}, locations = [] } = message
  return [
    ...categories.map((category): Line => ['Category', categoryText(category)]),
    ...links.map((link): Line => ['Link', linkText(link)]),
    ...Object.entries(attributes).map(([name, value]): Line => [
      'X-OCCI-Attribute',
      `${name}=${valueText(value)}`,
    ]),
    ...locations.map((location): Line => ['X-OCCI-Location', location]),
  ]
}

function categoryText(category: CategoryView): string {
  const { term, scheme, title, rel, location, attributes, actions } = category
  return [
    term,
    `scheme="${scheme}"`,
    ...parameter('class', category.class),
    ...parameter('title', title === undefined ? undefined : escaped(title)),
    ...parameter('rel', rel),
    ...parameter('location', location),
    ...parameter('attributes', attributes?.map(definitionText).join(' ')),
    ...parameter('actions', actions?.join(' ')),
  ].join('; ')
}

function definitionText({ name, properties }: AttributeView): string {
  return properties.length === 0 ? name : `${name}{${properties.join(' ')}}`
}

function linkText({ target, rel, self, category, attributes = {} }: SentLink): string {
  return [
    `<${target}>`,
    ...parameter('rel', rel),
    ...parameter('self', self),
    ...parameter('category', category),
    ...Object.entries(attributes).map(([name, value]) => `${name}=${valueText(value)}`),
  ].join('; ')
}

function parameter(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${name}="${value}"`]
}

function valueText(value: SentValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return `"${escaped(typeof value === 'string' ? value : JSON.stringify(value))}"`
}

function escaped(text: string): string {
  return text.replaceAll(/["\\]/g, (character) => `\\${character}`)
}
