import type { InputForm, Rendering, ResultForm } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { describe, expect, test } from 'vitest'

import { negotiateError, negotiateInput, negotiateOutput } from './negotiate.ts'

/** text/plain, text/occi+plain, text/occi, text/uri-list, and one that writes only errors and entities. */
function registry() {
  const made = new MemoryRegistry()
  for (const rendering of textRenderings) made.setRendering(rendering)
  const few: Rendering = {
    name: 'few',
    mediaTypes: ['application/few'],
    reads: new Set<InputForm>(),
    writes: new Set<ResultForm>(['entity', 'error']),
    parse: () => {
      throw new Error('it reads nothing')
    },
    render: () => ({}),
  }
  made.setRendering(few)
  return made
}

const fields = (name: string, ...values: readonly string[]) => new Map([[name, values]])

// verifies('R-18', 'R-42')
describe('negotiateOutput', () => {
  test.each([
    [[], 'text/plain'],
    [[''], 'text/plain'],
    [['*/*'], 'text/plain'],
    [['*'], 'text/plain'],
    [['text/*'], 'text/plain'],
    [['application/*'], 'application/few'],
    [['text/occi'], 'text/occi'],
    [['TEXT/OCCI'], 'text/occi'],
    [['text/occi; charset=utf-8'], 'text/occi'],
    [['text/occi+plain'], 'text/occi+plain'],
    [['text/occi, text/plain'], 'text/occi'],
    [['text/occi', 'text/plain'], 'text/occi'],
    [['text/occi;q=0.5, text/plain;q=0.9'], 'text/plain'],
    [['text/occi; q=0.5, text/plain ; q = 0.4'], 'text/occi'],
    [['text/occi;q=0.001, image/png'], 'text/occi'],
    [['text/occi;q=1.5, text/plain'], 'text/occi'],
    [['image/png, */*;q=0.1'], 'text/plain'],
    [['text/plain;q=0, */*'], 'text/occi+plain'],
    [['text/*;q=0, */*'], 'application/few'],
    [['text/*;q=0, text/occi'], 'text/occi'],
    [['text/plain;q=0.1, */*'], 'text/occi+plain'],
    [['text/plain;q=0.1, text/*;q=0.2, */*;q=0.05'], 'text/occi+plain'],
    [['*/*, text/occi'], 'text/plain'],
    [['text/uri-list, text/occi;q=0.5'], 'text/occi'],
    [[',, text/occi ,'], 'text/occi'],
    [['text/occi;q='], 'text/occi'],
  ])('Accept %j for an Entity: %s', (accept, mediaType) => {
    const headers = accept.length === 0 ? new Map() : fields('accept', ...accept)
    expect(negotiateOutput(headers, ['entity'], registry()).mediaType).toBe(mediaType)
  })

  test('text/uri-list for a listing', () => {
    expect(negotiateOutput(fields('accept', 'text/uri-list'), ['collection'], registry()).mediaType).toBe(
      'text/uri-list',
    )
  })

  test.each([
    ['text/uri-list', ['entity'], 'not-renderable'],
    ['text/uri-list', ['categories'], 'not-renderable'],
    ['text/uri-list, image/png', ['entity'], 'not-renderable'],
    ['application/few', ['collection'], 'not-renderable'],
    ['application/few', ['entity', 'categories'], 'not-renderable'],
    ['image/png', ['entity'], 'not-acceptable'],
    ['image/*', ['entity'], 'not-acceptable'],
    ['text', ['entity'], 'not-acceptable'],
    ['text/plain;q=0', ['entity'], 'not-acceptable'],
    ['*/*;q=0', ['entity'], 'not-acceptable'],
    ['constructor', ['entity'], 'not-acceptable'],
  ] as const)('Accept %s for %j: %s', (accept, forms, code) => {
    expect(() => negotiateOutput(fields('accept', accept), forms, registry())).toThrow(
      expect.objectContaining({ code }),
    )
  })
})

describe('negotiateError', () => {
  test.each([
    ['', 'text/plain'],
    ['text/occi', 'text/occi'],
    ['application/few', 'application/few'],
    ['image/png', 'text/plain'],
    ['image/png, text/occi;q=0.1', 'text/occi'],
  ])('Accept %j: %s', (accept, mediaType) => {
    expect(negotiateError(fields('accept', accept), registry())?.mediaType).toBe(mediaType)
  })

  test('nothing to write with', () => {
    expect(negotiateError(new Map(), new MemoryRegistry())).toBeUndefined()
  })
})

describe('negotiateInput', () => {
  const occi = ['category', ['a']] as const

  test.each([
    [[], false, 'text/plain'],
    [[], true, 'text/plain'],
    [[occi], false, 'text/occi'],
    [[occi], true, 'text/plain'],
    [[['x-occi-location', ['/a']]], false, 'text/occi'],
    [[['content-type', ['text/occi']]], true, 'text/occi'],
    [[['content-type', ['Text/OCCI ; charset=utf-8']]], false, 'text/occi'],
    [[['content-type', ['text/plain,text/occi']], occi], false, 'text/plain'],
    [[['content-type', ['application/x, text/occi']]], true, 'text/occi'],
    [[['content-type', ['image/png', 'text/occi']]], true, 'text/occi'],
  ] as const)('%j, body %s: %s', (headers, hasBody, mediaType) => {
    const given = new Map<string, readonly string[]>(headers)
    expect(negotiateInput(given, 'entity', hasBody, registry()).mediaType).toBe(mediaType)
  })

  test.each([
    ['application/x-www-form-urlencoded', 'entity'],
    ['application/few', 'entity'],
    ['image/png, application/pdf', 'entity'],
    ['text', 'entity'],
    [';', 'entity'],
  ] as const)('%s for %s is not read, and the answer names what is', (type, form) => {
    expect(() => negotiateInput(fields('content-type', type), form, true, registry())).toThrow(
      expect.objectContaining({
        code: 'unsupported-media-type',
        message: expect.stringContaining('text/plain'),
      }),
    )
  })
})
