import {
  OcciError,
  type CategoriesResult,
  type CollectionResult,
  type EntityInput,
  type InputForm,
  type InputForms,
  type InputSource,
  type Rendered,
  type Rendering,
  type RenderingContext,
  type Result,
} from '@occi/core'
import { renderingCases } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { textOcci, textPlain } from '../src/index.ts'

/** A Rendering with a fault, and the cases that must find it. */
interface Broken {
  readonly fault: string
  readonly rendering: Rendering
  readonly caught: readonly string[]
}

const broken: readonly Broken[] = [
  {
    fault: 'names a media type with capitals and a parameter',
    rendering: { ...textPlain, mediaTypes: ['text/Plain; charset=utf-8'] },
    caught: ['facts:media-types'],
  },
  {
    fault: 'names a media type twice',
    rendering: { ...textPlain, mediaTypes: ['text/plain', 'text/plain'] },
    caught: ['facts:media-types'],
  },
  {
    fault: 'has a name that no ETag can hold',
    rendering: { ...textPlain, name: '"text" plain' },
    caught: ['facts:name'],
  },
  {
    fault: 'does not declare that it writes errors',
    rendering: { ...textPlain, writes: new Set(['entity', 'collection', 'done']) },
    caught: ['facts:writes-error'],
  },
  {
    fault: 'does not write what it declares',
    rendering: withResult((result) => {
      if (result.form === 'created') throw new OcciError('not-renderable', 'no list of locations here')
      return result
    }),
    caught: ['facts:writes', 'created:one', 'context:again'],
  },
  {
    fault: 'declares that it reads header fields and reads bodies',
    rendering: { ...textPlain, inHeaders: true },
    caught: ['facts:in-headers'],
  },
  {
    fault: 'writes a text into a header field as it is',
    rendering: withRendered((rendered, result) =>
      result.form === 'entity'
        ? { ...rendered, headers: [['X-Title', JSON.stringify(result.entity.attributes)]] }
        : rendered,
    ),
    caught: ['facts:header-fields'],
  },
  {
    fault: 'does not escape quotes',
    rendering: withBody((body) => body.replaceAll('\\"', '"')),
    caught: ['value:text-quotes', 'value:text-quoted', 'value:array', 'entity:full', 'random:seed-1'],
  },
  {
    fault: 'does not escape backslashes',
    rendering: withBody((body) => body.replaceAll('\\\\', '\\')),
    caught: ['value:text-backslash', 'value:text-backslashes', 'value:text-escape-like', 'random:seed-2'],
  },
  {
    fault: 'leaves out empty texts',
    rendering: withBody((body) => body.replaceAll(/\r\nX-OCCI-Attribute: [^=]*=""/g, '')),
    caught: ['value:text-empty', 'entity:full', 'replace:resource'],
  },
  {
    fault: 'trims texts',
    rendering: withAttributes((value) => (typeof value === 'string' ? value.trim() : value)),
    caught: ['value:text-blank', 'value:text-blank-ends', 'random:seed-1'],
  },
  {
    fault: 'rounds numbers',
    rendering: withAttributes((value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)),
    caught: ['value:third', 'value:largest', 'random:seed-3'],
  },
  {
    fault: 'leaves out what is false',
    rendering: withAttributes((value) => (value === false ? undefined : value)),
    caught: ['value:false', 'entity:full', 'replace:resource'],
  },
  {
    fault: 'puts blanks in a text without a word',
    rendering: withRendered(({ headers: _dropped, ...rendered }) => rendered),
    caught: ['value:control-line-feed', 'value:control-null'],
  },
  {
    fault: 'lists Mixins by name',
    rendering: withInput((input) => ({
      ...input,
      categories: input.categories.toSorted((one, other) => (one.id < other.id ? 1 : -1)),
    })),
    caught: ['entity:mixins'],
  },
  {
    fault: 'takes every Category for a Mixin',
    rendering: withInput((input) => ({
      ...input,
      categories: input.categories.map((category) => ({ ...category, class: 'mixin' as const })),
    })),
    caught: ['entity:resolvable'],
  },
  {
    fault: 'does not say where something stood',
    rendering: withInput((input) => ({ ...input, where: '' })),
    caught: ['entity:where'],
  },
  {
    fault: 'takes the offer of an Action for a Link',
    rendering: {
      ...textPlain,
      parse: <F extends InputForm>(form: F, source: InputSource, context: RenderingContext) =>
        textPlain.parse(form, { ...source, body: source.body.replaceAll('?action=', '?act=') }, context),
    },
    caught: ['entity:actions', 'entity:full', 'replace:links'],
  },
  {
    fault: 'writes Links without what they hold',
    rendering: withResult((result) =>
      result.form === 'entity' && result.entity.type === 'resource'
        ? {
            ...result,
            entity: {
              ...result.entity,
              links: result.entity.links.map((link) => ({ ...link, attributes: {}, mixins: [] })),
            },
          }
        : result,
    ),
    caught: ['entity:links', 'entity:full', 'value:text-accents'],
  },
  {
    fault: 'has no place for attributes that are called like what objects have',
    rendering: withInput((input) => ({
      ...input,
      attributes: new Map([...input.attributes].filter(([name]) => !(name in {}))),
    })),
    caught: ['value:names'],
  },
  {
    fault: 'knows only what is in the catalogue',
    rendering: withRendered((rendered, result, { catalog }) => {
      if (result.form === 'entity' && catalog.get(result.entity.kind.id) === undefined)
        throw new OcciError('unknown-category', 'the Kind is not known')
      return rendered
    }),
    caught: ['context:gone', 'context:versions'],
  },
  {
    fault: 'forgets the prefix',
    rendering: withContext((context) => ({ ...context, prefix: '' })),
    caught: ['context:prefix', 'categories:user-mixin'],
  },
  {
    fault: 'has a host of its own',
    rendering: withContext((context) => ({ ...context, publicUrl: 'http://localhost:3000' })),
    caught: [
      'context:public-url-collection',
      'context:public-url-created',
      'collection:chunks',
      'created:one',
      'members:said',
    ],
  },
  {
    fault: 'keeps the query interface whatever the prefix',
    rendering: keepingCategories(),
    caught: ['categories:version'],
  },
  {
    fault: 'hides what a Mixin brings along',
    rendering: {
      ...textPlain,
      parse: <F extends InputForm>(form: F, source: InputSource, context: RenderingContext) =>
        textPlain.parse(
          form,
          { ...source, body: source.body.replaceAll(/; (attributes|actions)="[^"]*"/g, '') },
          context,
        ),
    },
    caught: ['categories:capabilities'],
  },
  {
    fault: 'keeps the context of the latest request',
    rendering: sharingContext(),
    caught: ['context:interleaved'],
  },
  {
    fault: 'writes into the context',
    rendering: withContext((context) => {
      context.query.set('page', '1')
      return context
    }),
    caught: ['context:unchanged'],
  },
  {
    fault: 'writes into the result',
    rendering: withResult((result) => {
      if (result.form === 'entity') Object.assign(result.entity, { seen: true })
      return result
    }),
    caught: ['context:unchanged'],
  },
  {
    fault: 'refuses OCCI 1.1',
    rendering: withContext((context) => {
      if (context.version === '1.1') throw new OcciError('unsupported-version', 'OCCI 1.2 alone')
      return context
    }),
    caught: ['context:versions', 'entity:version-1.1', 'replace:resource'],
  },
  {
    fault: 'gathers a Collection before it writes it',
    rendering: withCollection(async (parts) => {
      const all: string[] = []
      for await (const part of parts) all.push(part)
      return all.join('')
    }),
    caught: ['collection:streamed'],
  },
  {
    fault: 'walks ahead of its reader',
    rendering: withCollection(async function (parts) {
      const ahead: string[] = []
      const walk = parts[Symbol.asyncIterator]()
      for (let count = 0; count < 10; count += 1) ahead.push(String((await walk.next()).value ?? ''))
      return (async function* () {
        yield* ahead
        yield* { [Symbol.asyncIterator]: () => walk }
      })()
    }),
    caught: ['collection:lazy'],
  },
  {
    fault: 'goes on when its reader has stopped',
    rendering: withCollection(async (parts) => {
      const walk = parts[Symbol.asyncIterator]()
      return { [Symbol.asyncIterator]: () => ({ next: () => walk.next() }) }
    }),
    caught: ['collection:stops'],
  },
  {
    fault: 'ends a Collection quietly when the store fails',
    rendering: withCollection(async (parts) => quietly(parts)),
    caught: ['collection:fails'],
  },
  {
    fault: 'takes an empty chunk for the end',
    rendering: withResult((result) => (result.form === 'collection' ? upToEmpty(result) : result)),
    caught: ['collection:empty-chunks'],
  },
  {
    fault: 'writes the first chunk alone',
    rendering: withResult((result) => (result.form === 'collection' ? firstChunk(result) : result)),
    caught: ['collection:chunks', 'collection:mixed', 'collection:long'],
  },
  {
    fault: 'names the first of what was created alone',
    rendering: withResult((result) =>
      result.form === 'created' ? { ...result, entities: result.entities.slice(0, 1) } : result,
    ),
    caught: ['created:several', 'created:mixed'],
  },
  {
    fault: 'writes an error as it is, with its line breaks',
    rendering: withRendered((rendered, result) =>
      result.form === 'error' ? { body: result.error.message } : rendered,
    ),
    caught: ['error:line'],
  },
  {
    fault: 'keeps the sentence of an error to itself',
    rendering: withRendered((rendered, result) => (result.form === 'error' ? { body: 'error' } : rendered)),
    caught: ['error:sentence'],
  },
  {
    fault: 'tells what caused an error',
    rendering: withRendered((rendered, result) =>
      result.form === 'error'
        ? { body: `${result.error.message} ${String(result.error.cause)} ${result.error.stack}` }
        : rendered,
    ),
    caught: ['error:cause'],
  },
  {
    fault: 'answers an error with success',
    rendering: withRendered((rendered, result) =>
      result.form === 'error' ? { ...rendered, status: 200 } : rendered,
    ),
    caught: ['error:status'],
  },
  {
    fault: 'takes as many entries as come',
    rendering: withContext((context) => ({ ...context, limits: { ...context.limits, entries: Infinity } })),
    caught: ['limit:entries-attributes', 'limit:entries-links', 'limit:entries-members'],
  },
  {
    fault: 'takes values of any length',
    rendering: withContext((context) => ({ ...context, limits: { ...context.limits, value: Infinity } })),
    caught: ['limit:value'],
  },
  {
    fault: 'cuts off what does not fit into a header field',
    rendering: {
      ...textOcci,
      async render(result, context) {
        const { limits } = context
        const wide = { ...context, limits: { ...limits, headerField: Infinity, headerTotal: Infinity } }
        const { headers = [], ...rendered } = await textOcci.render(result, wide)
        return {
          ...rendered,
          headers: headers.map(([name, value]) => [name, value.slice(0, limits.headerField)] as const),
        }
      },
    },
    caught: ['limit:header-fields'],
  },
  {
    fault: 'throws what comes up when a message is bad',
    rendering: withFailure((error) => new SyntaxError(error.message)),
    caught: ['hostile:empty', 'hostile:cut', 'hostile:controls', 'hostile:seed-1'],
  },
  {
    fault: 'does not say where a message is bad',
    rendering: withFailure(({ code, message }) => new OcciError(code, message)),
    caught: ['hostile:empty', 'hostile:cut', 'limit:value', 'limit:entries-links'],
  },
  {
    fault: 'calls a bad message a fault of its own',
    rendering: withFailure(({ message, details }) => new OcciError('internal', message, details)),
    caught: ['hostile:empty', 'hostile:names', 'hostile:seed-2'],
  },
  {
    fault: 'goes into what is nested without a bound',
    rendering: withInput((input, { body }) => {
      depthOf(body, 0)
      return input
    }),
    caught: ['hostile:long'],
  },
]

describe.each(broken)('a Rendering that $fault', ({ rendering, caught }) => {
  test.each(caught)('is found out by rendering:%s', async (id) => {
    const found = renderingCases.find((one) => one.id === `rendering:${id}`)
    expect(found?.unless?.({ rendering })).toBe(undefined)
    await expect(found?.run({ rendering })).rejects.toBeInstanceOf(Error)
  })
})

test('the suite is silent about the Renderings from which these are made', async () => {
  const ids = new Set(broken.flatMap(({ caught }) => caught.map((id) => `rendering:${id}`)))
  for (const { id, run } of renderingCases) if (ids.has(id)) await run({ rendering: textPlain })
  await renderingCases.find(({ id }) => id === 'rendering:limit:header-fields')?.run({ rendering: textOcci })
})

function withRendered(
  change: (rendered: Rendered, result: Result, context: RenderingContext) => Rendered,
): Rendering {
  return {
    ...textPlain,
    render: async (result, context) => change(await textPlain.render(result, context), result, context),
  }
}

function withBody(change: (body: string) => string): Rendering {
  return withRendered(({ body, ...rendered }) => {
    if (body === undefined) return rendered
    return { ...rendered, body: typeof body === 'string' ? change(body) : body }
  })
}

function withResult(change: (result: Result) => Result): Rendering {
  return { ...textPlain, render: async (result, context) => textPlain.render(change(result), context) }
}

function withAttributes(change: (value: unknown) => unknown): Rendering {
  return withResult((result) => {
    if (result.form !== 'entity') return result
    const attributes = Object.entries(result.entity.attributes).map(([name, value]) => [name, change(value)])
    return { ...result, entity: { ...result.entity, attributes: Object.fromEntries(attributes) } }
  })
}

function withContext(change: (context: RenderingContext) => RenderingContext): Rendering {
  return {
    ...textPlain,
    parse: (form, source, context) => textPlain.parse(form, source, change(context)),
    render: async (result, context) => textPlain.render(result, change(context)),
  }
}

function withInput(change: (input: EntityInput, source: InputSource) => EntityInput): Rendering {
  return {
    ...textPlain,
    parse<F extends InputForm>(form: F, source: InputSource, context: RenderingContext): InputForms[F] {
      const input = textPlain.parse(form, source, context)
      return isEntity(input) ? Object.assign({}, input, change(input, source)) : input
    },
  }
}

function isEntity(input: InputForms[InputForm]): input is EntityInput & InputForms[InputForm] {
  return input !== undefined && 'links' in input
}

function withFailure(change: (error: OcciError) => Error): Rendering {
  return {
    ...textPlain,
    parse(form, source, context) {
      try {
        return textPlain.parse(form, source, context)
      } catch (error) {
        throw OcciError.is(error) ? change(error) : error
      }
    },
  }
}

function withCollection(
  change: (parts: AsyncIterable<string>) => Promise<string | AsyncIterable<string>>,
): Rendering {
  return {
    ...textPlain,
    async render(result, context) {
      const { body, ...rendered } = await textPlain.render(result, context)
      if (body === undefined) return rendered
      return { ...rendered, body: typeof body === 'string' ? body : await change(body) }
    },
  }
}

async function* quietly(parts: AsyncIterable<string>): AsyncIterable<string> {
  try {
    yield* parts
  } catch {
    yield '\r\n'
  }
}

function upToEmpty(result: CollectionResult): CollectionResult {
  return {
    ...result,
    async *locations() {
      for await (const chunk of result.locations()) {
        if (chunk.length === 0) return
        yield chunk
      }
    },
  }
}

function firstChunk(result: CollectionResult): CollectionResult {
  return {
    ...result,
    async *locations() {
      for await (const chunk of result.locations()) {
        yield chunk
        return
      }
    },
  }
}

function keepingCategories(): Rendering {
  const kept = new Map<string | undefined, Promise<Rendered>>()
  const keep = async (result: CategoriesResult, context: RenderingContext) => {
    const { version: _version, ...fresh } = result
    const known = kept.get(result.version) ?? Promise.resolve(textPlain.render(fresh, context))
    kept.set(result.version, known)
    return known
  }
  return {
    ...textPlain,
    render: async (result, context) =>
      result.form === 'categories' ? keep(result, context) : textPlain.render(result, context),
  }
}

function sharingContext(): Rendering {
  let latest: RenderingContext | undefined
  return {
    ...textPlain,
    async render(result, context) {
      latest = context
      if (result.form !== 'collection') return textPlain.render(result, context)
      return {
        body: (async function* () {
          for await (const paths of result.locations())
            yield paths.map((path) => `${latest?.publicUrl}${path}`).join('\r\n')
        })(),
      }
    },
  }
}

/** Steps into every bracket by a call of its own. */
function depthOf(text: string, at: number): number {
  const next = text.slice(at).search(/[[({<]/)
  return next < 0 ? 0 : 1 + depthOf(text, at + next + 1)
}
