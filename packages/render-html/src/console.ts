import type { Rendering } from '@occi/core'
import { createPolicy } from './assets/policy.ts'
import { consoleCss } from './assets/css.ts'
import { Form, fieldNames, isForm } from './form.ts'
import { settingsOf, type ConsoleOptions } from './options.ts'
import { parseForm } from './parse.ts'
import { renderResult } from './render.ts'
import { checkToken } from './token.ts'

/**
 * A console for any OCCI service: the HTML Rendering. Its pages are served from the same URLs as everything else, and their forms are read like
 * any other message.
 */
export function createConsole(options: ConsoleOptions = {}): Rendering {
  const settings = settingsOf(options)
  const policy = createPolicy(options.css ?? consoleCss)
  return {
    name: 'html',
    mediaTypes: ['text/html'],
    inputTypes: ['application/x-www-form-urlencoded'],
    reads: new Set(['entities', 'entity', 'action', 'categories', 'members']),
    writes: new Set(['entity', 'collection', 'created', 'categories', 'done', 'error']),
    byPages: true,
    untagged: true,
    recognizes: ({ body }) => isForm(body),
    methodOf: ({ body }) => methodIn(body),
    verify: ({ body }, context) => {
      const token = new Form(body, context.limits).text(fieldNames.token) ?? ''
      return checkToken(token, context, settings)
    },
    parse: (form, { body }, context) => parseForm(form, body, context),
    render: (result, context) => renderResult(result, context, { settings, policy }),
  }
}

function methodIn(body: string): string | undefined {
  const method = new URLSearchParams(body).get(fieldNames.method)
  return method === 'PUT' || method === 'DELETE' ? method : undefined
}
