import type { OcciError } from '@occi/core'
import type { View } from '../view.ts'

/** What the fields of a form hold: what was sent if it was refused, else what is proposed. */
export class Filled {
  readonly #view: View

  constructor(view: View) {
    this.#view = view
  }

  /** The text of a field. */
  text(field: string, proposed = ''): string {
    const { form } = this.#view
    return form === undefined ? proposed : (form.text(field) ?? '')
  }

  /** Whether a choice of a field is taken. */
  has(field: string, choice: string, proposed = false): boolean {
    const { form } = this.#view
    return form === undefined ? proposed : form.all(field).includes(choice)
  }

  /** What is wrong with the field of an attribute; `undefined` if nothing is. */
  faultOf(attribute: string): string | undefined {
    const { refusal } = this.#view
    const fault = refusal && faultsIn(refusal).find((one) => one.attribute === attribute)
    // At its field an attribute needs no name.
    return fault?.message.replace(/^(the )?attribute [\w.-]+:? /, '')
  }
}

/** What is wrong with single attributes. */
export function faultsIn({
  message,
  details: { attribute, faults },
}: OcciError): readonly { readonly attribute: string; readonly message: string }[] {
  const all = faults ?? (attribute === undefined ? [] : [{ attribute, message }])
  return all.map((fault) => ({ ...fault, message: sentenceOf(fault.message) }))
}

/** A message on one line, without the place in the form, which is where it is shown. */
export function sentenceOf(message: string): string {
  return message.replace(/ \((field [^()]*|the form)\)/g, '').replace(/\s+/g, ' ')
}
