/** A form as a browser would send it. */
export interface PageForm {
  readonly action: string
  readonly method: string
  readonly fields: readonly [name: string, value: string][]
}

/** The forms of a page that are sent by POST, with what their fields hold. */
export function formsIn(page: string): readonly PageForm[] {
  return [...page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)]
    .map(([, tag = '', inner = '']) => ({
      action: attributeOf(tag, 'action') ?? '',
      method: (attributeOf(tag, 'method') ?? 'get').toUpperCase(),
      fields: fieldsIn(inner),
    }))
    .filter(({ method }) => method === 'POST')
}

/** The text of a page without its tags, on one line. */
export function textOf(page: string): string {
  const [, body = page] = /<main[^>]*>(.*)<\/main>/s.exec(page) ?? []
  return unescape(body.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

/** A field's value in place of what it holds, or another value of it besides. */
export function filled(
  { fields, ...form }: PageForm,
  given: Readonly<Record<string, string | readonly string[]>>,
): PageForm {
  const kept = fields.filter(([name]) => !Object.hasOwn(given, name))
  const added = Object.entries(given).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  )
  return { ...form, fields: [...kept, ...added] }
}

/** The body of a form. Browsers send line ends as CR LF. */
export function bodyOf({ fields }: PageForm): string {
  return new URLSearchParams(
    fields.map(([name, value]): [string, string] => [name, value.replace(/\r?\n/g, '\r\n')]),
  ).toString()
}

function fieldsIn(inner: string): [string, string][] {
  const controls = /<input\b([^>]*)>|<textarea\b([^>]*)>(.*?)<\/textarea>|<select\b([^>]*)>(.*?)<\/select>/gs
  return [...inner.matchAll(controls)].flatMap(
    ([, input, area, text = '', select, options = '']): [string, string][] => {
      const name = attributeOf(input ?? area ?? select ?? '', 'name')
      if (name === undefined) return []
      if (area !== undefined) return [[name, unescape(text).replace(/^\n/, '')]]
      if (select !== undefined) return [[name, chosenIn(options)]]
      const isBox = attributeOf(input ?? '', 'type') === 'checkbox'
      if (isBox && !/\schecked\b/.test(input ?? '')) return []
      return [[name, attributeOf(input ?? '', 'value') ?? '']]
    },
  )
}

function chosenIn(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, tag = '']) => tag)
  const chosen = all.find((tag) => /\sselected\b/.test(tag)) ?? all[0] ?? ''
  return attributeOf(chosen, 'value') ?? ''
}

function attributeOf(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? []
  return value === undefined ? undefined : unescape(value)
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
