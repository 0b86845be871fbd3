import type { EntityInput, InputForm, InputForms, Rendering } from '@occi/core'
import { describe, expect, test } from 'vitest'
import { renderingCases, type RenderingHarness } from '../src/index.ts'

const writer: Rendering = {
  name: 'sentences',
  mediaTypes: ['text/x-sentences'],
  reads: new Set(),
  writes: new Set(['error']),
  parse: () => {
    throw new RangeError('nothing is read')
  },
  render: (result) => ({ body: result.form === 'error' ? result.error.message.replace(/[\r\n]/g, ' ') : '' }),
}

const form: Rendering = {
  ...writer,
  reads: new Set(['entity']),
  writes: new Set(['entity', 'error']),
  parse<F extends InputForm>(_form: F, { body }: { readonly body: string }, context: object): InputForms[F] {
    if (!('token' in context)) throw new RangeError('the context is not that of the harness')
    return entityOf(body) as InputForms[InputForm] as InputForms[F]
  },
}

const harness: RenderingHarness = {
  rendering: form,
  readsItself: false,
  samples: { entity: { body: 'web,2' } },
  context: (context) => ({ ...context, token: 'x' }),
}

describe('the cases for Renderings', () => {
  test('concern one that writes errors alone as far as it goes, and say why not further', async () => {
    const { run, left } = concerning({ rendering: writer })
    expect(run.filter((id) => !/^rendering:(facts|error|context|limit)/.test(id))).toEqual([])
    expect(run).toContain('rendering:error:sentence')
    expect(left.get('rendering:done')).toBe('it does not write the form done')
    expect(left.get('rendering:entity:full')).toBe('it does not read the form entity')
    expect(left.get('rendering:hostile:empty')).toBe('it reads nothing')
    await runAll({ rendering: writer }, run)
  })

  test('ask for no round trips of one that does not read itself, and read its samples', async () => {
    const { run, left } = concerning(harness)
    expect(left.get('rendering:entity:full')).toBe('it does not read what it writes')
    expect(run).toContain('rendering:entity:said')
    await runAll(
      harness,
      run.filter((id) => id.startsWith('rendering:entity:') || id.startsWith('rendering:facts:')),
    )
  })

  test('say which sample is missing', () => {
    const { left } = concerning({ rendering: form, readsItself: false })
    expect(left.get('rendering:entity:said')).toBe('the harness has no sample of the form entity')
  })

  test('are about headers or about bodies', () => {
    const inHeaders = {
      ...form,
      inHeaders: true,
      writes: new Set(['collection', 'entity', 'error'] as const),
    }
    const inBody = { ...inHeaders, inHeaders: false }
    expect(concerning({ rendering: inHeaders }).left.get('rendering:collection:lazy')).toBe(
      'it writes header fields',
    )
    expect(concerning({ rendering: inBody }).left.get('rendering:limit:walk')).toBe('it writes a body')
  })
})

function concerning(of: RenderingHarness) {
  const left = new Map(renderingCases.map(({ id, unless }) => [id, unless?.(of)]))
  return { left, run: [...left].flatMap(([id, reason]) => (reason === undefined ? [id] : [])) }
}

async function runAll(of: RenderingHarness, ids: readonly string[]): Promise<void> {
  for (const { id, run } of renderingCases) if (ids.includes(id)) await run(of)
}

/** A name and a count, separated by a comma. */
function entityOf(body: string): EntityInput {
  const [title = '', count = ''] = body.split(',')
  const where = 'the form'
  return {
    categories: [{ id: 'http://example.com/occi/rendering#machine', where }],
    attributes: new Map([
      ['occi.core.title', { value: title, where }],
      ['com.example.count', { value: Number(count), where }],
    ]),
    links: [],
    where,
  }
}
