/** HTML that is safe to send: made by {@link html} and {@link attributes} alone, which escape all that is put into it. */
class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** HTML that is safe to send; nothing but this module makes it. */
export type SafeHtml = Markup

/** What can stand in a template: texts and numbers are escaped, `undefined` and `false` are nothing. */
export type Content = SafeHtml | string | number | undefined | false | readonly Content[]

/** HTML with all that is put into it escaped: html`<b title="${text}">${list.map((one) => html`<i>${one}</i>`)}</b>`. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): SafeHtml {
  return new Markup(dense(parts).reduce((text, part, index) => text + toText(contents[index - 1]) + part))
}

const densed = new WeakMap<TemplateStringsArray, readonly string[]>()

/** Templates are indented for whoever reads them here, not for browsers. */
function dense(parts: TemplateStringsArray): readonly string[] {
  const known = densed.get(parts)
  if (known !== undefined) return known
  const made = parts.map((part) => part.replace(/\s*\n\s*/g, '\n'))
  densed.set(parts, made)
  return made
}

/** Attributes of a tag: `true` stands alone, `undefined` and `false` are left out. The names are ours, never a client's. */
export function attributes(given: Readonly<Record<string, string | number | boolean | undefined>>): SafeHtml {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== false)
  return new Markup(
    entries
      .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`))
      .join(''),
  )
}

/** An element whose text knows no escapes. @throws RangeError where the text would end it */
export function verbatim(element: 'style' | 'script', text: string): SafeHtml {
  if (/<\/|<!--/.test(text)) throw new RangeError(`a ${element} holds neither "</" nor "<!--"`)
  return new Markup(`<${element}>${text}</${element}>`)
}

function toText(content: Content): string {
  if (content === undefined || content === false) return ''
  if (content instanceof Markup) return content.toString()
  if (typeof content === 'string' || typeof content === 'number') return escapeText(String(content))
  return content.map(toText).join('')
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** HTML has no place for NUL and for half of a surrogate pair. */
function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => escapes[character] ?? '')
    .replace(/\0|\p{Surrogate}/gu, '\ufffd')
}
