import { OcciError, type RenderingLimits } from '@occi/core'

/** The names of a form's fields. */
export const fieldNames = {
  /** Shows that the form is the console's. */
  token: 'console:token',
  /** The method that the form stands for, in place of POST. */
  method: 'console:method',
  /** The page that a refused form comes back on. */
  page: 'console:page',
  /** Where to go once it is done: a path of the service. */
  back: 'console:back',
  kind: 'kind',
  mixin: 'mixin',
  action: 'action',
  /** A member of a Collection, by its path. */
  entity: 'entity',
  term: 'term',
  scheme: 'scheme',
  title: 'title',
  /** An attribute; one that comes with a Mixin to choose counts if that is chosen. */
  attribute: (name: string, mixin?: string) =>
    mixin === undefined ? `attribute:${name}` : `attribute:${name}@${mixin}`,
  /** An end of a Link that is not among those offered, by path or URI. */
  path: (name: string) => `path:${name}`,
  /** The target of a Link to make along. */
  link: (kind: string) => `link:${kind}`,
  /** Says that a blank field is an empty text and not nothing. */
  empty: (name: string) => `empty:${name}`,
} as const

/** The fields of a form as they were sent, within the bounds of the service. */
export class Form {
  readonly #fields = new Map<string, string[]>()

  /** @throws OcciError `malformed` for what no browser sends, `too-large` */
  constructor(body: string, { entries, value: longest }: RenderingLimits) {
    if (/[\0-\x1f<>\x7f]/.test(body))
      throw new OcciError('malformed', 'the body is no form, in which such characters are percent-encoded', {
        where: 'the form',
      })
    for (const [name, value] of new URLSearchParams(body)) {
      // Browsers send the line ends of a text as CR LF.
      const text = value.replaceAll('\r\n', '\n')
      if (text.length > longest) throw tooLarge(name, `more than ${longest} characters`)
      const values = this.#fields.get(name) ?? []
      this.#fields.set(name, values)
      values.push(text)
      if (values.length > entries || this.#fields.size > 2 * entries)
        throw tooLarge(name, `more than ${entries} of a sort`)
    }
  }

  /** The first value of a field; `undefined` if it is blank or not there. */
  text(name: string): string | undefined {
    const [first = ''] = this.all(name)
    return first === '' ? undefined : first
  }

  /** Whether a field was sent, blank or not. */
  has(name: string): boolean {
    return this.#fields.has(name)
  }

  /** The values of a field that are not blank. */
  all(name: string): readonly string[] {
    return (this.#fields.get(name) ?? []).filter((value) => value !== '')
  }

  /** The fields whose names begin in a way, with the rest of the name and the values that are not blank. */
  startingWith(start: string): readonly (readonly [rest: string, values: readonly string[]])[] {
    return [...this.#fields.keys()]
      .filter((name) => name.startsWith(start))
      .map((name) => [name.slice(start.length), this.all(name)])
  }
}

/** Whether a message is a form of the console: what `curl -d` sends is of the same media type. */
export function isForm(body: string): boolean {
  return new URLSearchParams(body).has(fieldNames.token)
}

/** How messages name a field. */
export function placeOf(field: string): string {
  return `field ${field.slice(0, 80)}`
}

function tooLarge(field: string, what: string): OcciError {
  const where = placeOf(field)
  return new OcciError('too-large', `a form has at most so much: ${what} (${where})`, { where })
}
