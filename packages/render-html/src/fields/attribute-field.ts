import type { AttributeDefinition, AttributeValue } from '@occi/core'
import { fieldNames } from '../form.ts'
import { attributes, html, type SafeHtml } from '../html.ts'
import { labelOf, showText } from '../show.ts'
import type { Filled } from './filled.ts'

/** Where the field of an attribute stands, and what it proposes. */
export interface FieldPlace {
  /** The Mixin with which the attribute comes, where that is still to be chosen. Missing: the attribute is there anyhow. */
  readonly mixin?: string
  /** The value to begin with. Missing: none. */
  readonly value?: AttributeValue | undefined
  /** Whether a browser should insist on a required value. Missing: it should. */
  readonly insist?: boolean
}

/** The field of an attribute, made from its definition: label, a control that fits the type, what is wanted, what was wrong. */
export function attributeField(
  name: string,
  definition: AttributeDefinition,
  filled: Filled,
  place: FieldPlace = {},
): SafeHtml {
  const id = fieldNames.attribute(name, place.mixin)
  const fault = filled.faultOf(name)
  const { required } = definition
  const control = controlOf(definition, filled.text(id, textOf(place.value)), {
    id,
    name: id,
    required: required && place.insist !== false,
    'aria-invalid': fault !== undefined && 'true',
    'aria-describedby': `${id}-hint${fault === undefined ? '' : ` ${id}-fault`}`,
  })
  return html`<div class="field${fault !== undefined && ' faulty'}">
    <label for="${id}">${labelOf(name)}${required && html` <span class="must">required</span>`}</label>
    ${control}${place.value === '' && html`<input type="hidden" name="${fieldNames.empty(name)}" value="1" />`}
    <p class="hint" id="${id}-hint">${definition.description}${hintOf(definition)} <code>${name}</code></p>
    ${fault !== undefined && html`<p class="fault" id="${id}-fault">${showText(fault)}</p>`}
  </div>`
}

type Given = Readonly<Record<string, string | boolean | undefined>>

function controlOf(definition: AttributeDefinition, text: string, given: Given): SafeHtml {
  const { type, pattern = {}, required } = definition
  const choices = type === 'boolean' ? [true, false] : pattern.enum
  if (choices !== undefined) return selectOf(choices, text, required, given)
  if (type === 'integer' || type === 'number') return numberOf(definition, text, given)
  if (type === 'array' || type === 'object' || text.includes('\n') || isLong(definition))
    // A browser leaves out the line end at the beginning.
    return html`<textarea rows="${type === 'string' ? 4 : 3}" spellcheck="false" ${attributes(given)}>
${withoutControls(text)}</textarea>`
  const { minLength, maxLength } = pattern
  return html`<input
    type="text"
    autocomplete="off"
    value="${withoutControls(text)}"
    ${attributes({ ...given, minlength: minLength, maxlength: maxLength })}
  />`
}

function selectOf(
  choices: readonly AttributeValue[],
  text: string,
  required: boolean,
  given: Given,
): SafeHtml {
  const values = choices.map(textOf)
  // What is held stays held, whether it is a choice or not.
  const offered = text === '' || values.includes(text) ? values : [text, ...values]
  const options = offered.map((value) => {
    const label = typeof choices[0] === 'boolean' ? (value === 'true' ? 'yes' : 'no') : value
    return html`<option${attributes({ value, selected: value === text })}>${label}</option>`
  })
  const none = (!required || text === '') && html`<option value="">${required ? 'choose…' : '–'}</option>`
  return html`<select${attributes(given)}>${none}${options}</select>`
}

function numberOf({ type, pattern = {} }: AttributeDefinition, text: string, given: Given): SafeHtml {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = pattern
  const whole = type === 'integer'
  const bounds = {
    step: whole ? '1' : 'any',
    min: exclusiveMinimum === true && minimum !== undefined && whole ? minimum + 1 : minimum,
    max: exclusiveMaximum === true && maximum !== undefined && whole ? maximum - 1 : maximum,
  }
  return html`<input
    type="number"
    inputmode="${whole ? 'numeric' : 'decimal'}"
    value="${text}"
    ${attributes({ ...given, ...bounds })}
  />`
}

function hintOf({ type, pattern = {} }: AttributeDefinition): SafeHtml | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, title } = pattern
  const bounds = [
    title,
    minimum !== undefined && `${exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}`,
    maximum !== undefined && `${exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}`,
    (type === 'array' || type === 'object') && `JSON, ${type === 'array' ? '[…]' : '{…}'}`,
  ].filter((bound) => typeof bound === 'string')
  return bounds.length === 0 ? undefined : html` <span class="bounds">(${bounds.join(', ')})</span>`
}

/** What an attribute holds, as the text of a field. */
export function textOf(value: AttributeValue | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return plainNumber(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Without an exponent, which no number has in text (R-7). */
function plainNumber(value: number): string {
  return /e/.test(String(value))
    ? value.toLocaleString('en', { useGrouping: false, maximumSignificantDigits: 17 })
    : String(value)
}

/** Texts that are likely to be long: keys, scripts. */
function isLong({ description = '', pattern }: AttributeDefinition): boolean {
  return pattern === undefined && /\b(key|script|data|certificate|json)\b/i.test(description)
}

/** A field carries no control characters but line ends and tabs; blanks in their place are taken for the value as it is. */
function withoutControls(text: string): string {
  return /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text) ? text.replace(/[\u0000-\u001f\u007f]/g, ' ') : text
}
