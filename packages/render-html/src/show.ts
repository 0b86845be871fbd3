import type { AttributeValue, CategoryBase, Entity } from '@occi/core'
import { html, type SafeHtml } from './html.ts'

/** How many characters of a value are shown before it is folded. */
const longest = 280

/** The name of a Category for people: its title without the word for what it is, else its term. */
export function nameOf({ title, term }: Pick<CategoryBase, 'title' | 'term'>): string {
  return apart(title?.replace(/ (resource|link|mixin|instance)$/i, '') ?? sentenceCase(term))
}

/** What an Action is called on its button: its term in words. */
export function actionName({ term }: Pick<CategoryBase, 'term'>): string {
  return sentenceCase(words(term))
}

/** The title of an Entity, else what is left of its path. */
export function titleOf({ attributes, location }: Pick<Entity, 'attributes' | 'location'>): string {
  const title = attributes['occi.core.title']
  return typeof title === 'string' && title.trim() !== '' ? title : shortNameOf(location)
}

/** What tells an Entity from others of its title; nothing where it has none. */
export function markOf({
  attributes,
  location,
}: Pick<Entity, 'attributes' | 'location'>): string | undefined {
  const short = shortNameOf(location)
  return titleOf({ attributes, location }) === short ? undefined : short
}

/** The end of a path, the beginning of it where it is an id that nobody reads. */
export function shortNameOf(location: string): string {
  const segment = location.slice(location.lastIndexOf('/') + 1)
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(segment) ? segment.slice(0, 8) : segment || location
}

/** The name of an attribute for people: what is left without the prefix, in words. */
export function labelOf(name: string): string {
  const parts = name.split('.')
  return sentenceCase(words(parts.slice(Math.min(2, parts.length - 1)).join(' ')))
}

/** The attribute that tells the state of an Entity, where there is one. */
export function stateOf({ attributes }: Pick<Entity, 'attributes'>): string | undefined {
  const [, state] = Object.entries(attributes).find(([name]) => isState(name)) ?? []
  return typeof state === 'string' ? state : undefined
}

/** Whether an attribute tells a state. */
export function isState(name: string): boolean {
  return name.endsWith('.state')
}

/** A text of a client: apart from its surroundings whatever its direction is, with control characters to be seen, folded if it is long. */
export function showText(text: string): SafeHtml {
  const shown = visible(text)
  if (shown.length <= longest) return html`<bdi>${shown}</bdi>`
  const size = `${text.length.toLocaleString('en')} characters`
  return html`<details class="long">
    <summary><bdi>${shown.slice(0, longest / 2)}…</bdi> <small>${size}</small></summary>
    <bdi>${shown}</bdi>
  </details>`
}

/** A short text on one line, cut where it is long. */
export function showTitle(text: string): SafeHtml {
  return html`<bdi>${shorten(visible(text))}</bdi>`
}

/** A text where no element can stand (the title of a page): one line, without what turns the direction of what follows. */
export function plainText(text: string): string {
  return shorten(visible(text).replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, ''))
}

/** A value of an attribute. */
export function showValue(value: AttributeValue): SafeHtml {
  if (typeof value === 'boolean') return html`${value ? 'yes' : 'no'}`
  if (typeof value === 'number') return html`<span class="number">${value}</span>`
  if (typeof value === 'string')
    return value === '' ? html`<span class="quiet">empty</span>` : showText(value)
  return html`<code>${showText(JSON.stringify(value, undefined, 1))}</code>`
}

/** A state: its colour is never all that tells it. */
export function showState(state: string, id: string): SafeHtml {
  return html`<span class="state ${moodOf(state)}" id="state:${id}" data-live>${showTitle(state)}</span>`
}

const moods: readonly (readonly [mood: string, states: RegExp])[] = [
  ['good', /^(active|online|up|running|ok|ready|available|enabled|open|allocated)$/i],
  ['bad', /^(error|failed|faulty|broken|crashed|degraded)$/i],
  [
    'busy',
    /^(suspended|pending|starting|stopping|booting|building|scheduled|waiting|saving|resizing|backup)$/i,
  ],
]

function moodOf(state: string): string {
  return moods.find(([, states]) => states.test(state))?.[0] ?? 'idle'
}

/** Control characters as the signs that stand for them, line ends and tabs apart. */
function visible(text: string): string {
  return text
    .replace(/\r\n?|\n/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) =>
      String.fromCharCode(0x2400 + control.charCodeAt(0)),
    )
    .replaceAll('\u007f', '\u2421')
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 117)}…` : line
}

function words(text: string): string {
  return text.replace(/[._-]+/g, ' ')
}

/** `NetworkInterface` as people write it: `Network interface`. */
function apart(text: string): string {
  return text.replace(/(?<=[a-z])[A-Z](?=[a-z])/g, (capital) => ` ${capital.toLowerCase()}`)
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
