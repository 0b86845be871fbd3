import type { RenderingContext } from '@occi/core'
import { pathTo, type Query } from '../href.ts'
import { html, type SafeHtml } from '../html.ts'

const formats = [
  ['JSON', 'application/json'],
  ['Text', 'text/plain'],
] as const

/** How to get the same thing with curl, in text and in JSON. */
export function curlLines(location: string, context: RenderingContext, query: Query = {}): SafeHtml {
  const path = pathTo(location, context, query)
  const url = context.publicUrl + path.slice(context.prefix.length)
  return html`<ul class="curls">
    ${formats.map(
      ([name, type]) =>
        html`<li>
          <span class="format">${name}</span>
          <code data-copy data-type="${type}" data-path="${path}"
            >curl -H ${quoted(`Accept: ${type}`)} ${quoted(url)}</code
          >
        </li>`,
    )}
  </ul>`
}

/** A text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
