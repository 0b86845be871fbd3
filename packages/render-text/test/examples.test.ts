import type { InputForms } from '@occi/core'
import { describe, expect, test } from 'vitest'
import { examples, type Example } from './fixtures/examples.ts'
import { literalsOf, parseBody, parseHeaders } from './_context.ts'

function read({ form, text }: Example): InputForms[Example['form']] {
  return typeof text === 'string' ? parseBody(form, text) : parseHeaders(form, text)
}

/** What was read, as examples say it. */
function said(input: InputForms[Example['form']]): Example['says'] {
  if (input === undefined) return {}
  if ('attributes' in input) {
    return {
      ...('categories' in input ? { categories: input.categories.map(({ id }) => id) } : {}),
      ...('links' in input ? { links: input.links.map(({ target }) => target) } : {}),
      attributes: literalsOf(input.attributes) as Record<string, string>,
    }
  }
  return {
    categories: input.flatMap((one) => ('id' in one ? [one.id] : [])),
    locations: input.flatMap((one) => ('reference' in one ? [one.reference] : [])),
  }
}

describe('the examples of the specifications', () => {
  // verifies('TEXT-25', 'TEXT-46', 'TEXT-51', 'H11-87', 'H11-89', 'H11-93', 'H11-139', 'R-16')
  test.each(examples)('$document $section, $title', (example) => {
    expect(said(read(example))).toMatchObject(example.says)
  })
})
