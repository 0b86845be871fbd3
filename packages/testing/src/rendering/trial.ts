import {
  systemScope,
  type HeaderFields,
  type InputForm,
  type InputForms,
  type InputSource,
  type Rendered,
  type Rendering,
  type RenderingContext,
  type RenderingLimits,
  type Result,
} from '@occi/core'
import type { RenderingHarness, RenderingSamples } from './harness.ts'
import { catalog, sampleResults } from './model.ts'
import { chunks } from './results.ts'

/** What a case wants of the context of its request; the rest is that of a request to `https://cloud.example`. */
export type ContextOptions = Partial<Omit<RenderingContext, 'limits'>> & {
  readonly limits?: Partial<RenderingLimits>
}

/** What a Rendering has written, read to its end. */
export interface Answer extends Omit<Rendered, 'body'> {
  readonly headers: NonNullable<Rendered['headers']>
  readonly body: string
}

const limits: RenderingLimits = { headerField: 1e6, headerTotal: 1e6, entries: 1000, value: 65_536 }

/** A Rendering on trial: what cases do with it. */
export class Trial {
  readonly rendering: Rendering
  readonly #harness: RenderingHarness

  constructor(harness: RenderingHarness) {
    this.rendering = harness.rendering
    this.#harness = harness
  }

  context(options: ContextOptions = {}): RenderingContext {
    const context = {
      catalog,
      scope: systemScope,
      publicUrl: 'https://cloud.example',
      prefix: '',
      path: '/machine/web',
      query: new URLSearchParams(),
      version: '1.2' as const,
      mediaType: this.rendering.mediaTypes[0] ?? '',
      lookup: { entity: async () => undefined, entities: () => chunks<never>(), count: async () => 0 },
      sign: async (text: string) => `mark-${text.length}`,
      ...options,
      limits: { ...limits, ...options.limits },
    }
    return this.#harness.context?.(context) ?? context
  }

  /** Writes a result and reads all of it. */
  async write(result: Result, options: ContextOptions = {}): Promise<Answer> {
    const { headers = [], body = '', ...rest } = await this.rendering.render(result, this.context(options))
    return { ...rest, headers, body: typeof body === 'string' ? body : await textOf(body) }
  }

  read<F extends InputForm>(form: F, source: InputSource, options: ContextOptions = {}): InputForms[F] {
    return this.rendering.parse(form, source, this.context(options))
  }

  /** Writes a result and reads it as a form of input. */
  async readBack<F extends InputForm>(
    form: F,
    result: Result,
    options: ContextOptions = {},
  ): Promise<InputForms[F]> {
    return this.read(form, this.sourceOf(await this.write(result, options)), options)
  }

  /** A message to read. */
  source(body = '', headers: HeaderFields = new Map()): InputSource {
    return { mediaType: inputTypesOf(this.rendering)[0] ?? '', headers, body }
  }

  /** What was written as a message to read. */
  sourceOf({ headers, body }: Pick<Answer, 'headers' | 'body'>): InputSource {
    const fields = new Map<string, string[]>()
    for (const [name, value] of headers) {
      const key = name.toLowerCase()
      fields.set(key, [...(fields.get(key) ?? []), value])
    }
    return this.source(body, fields)
  }

  /** Whether there is a message of a form: a sample, or one that the Rendering writes itself. */
  canGive(form: InputForm): boolean {
    if (this.#sample(form) !== undefined) return true
    const result = sampleResults.get(form)
    const isRead = this.#harness.readsItself !== false
    return isRead && result !== undefined && this.rendering.writes.has(result().form)
  }

  /** A message of a form that says what the harness asks of its samples. */
  async give(form: InputForm): Promise<InputSource> {
    const sample = this.#sample(form)
    if (sample !== undefined) return this.source(sample.body, sample.headers)
    const result = sampleResults.get(form)
    if (result === undefined) throw new RangeError(`there is no sample of the form ${form}`)
    return this.sourceOf(await this.write(result()))
  }

  /** A message of each form that is read, as far as there are any. */
  async giveAll(): Promise<readonly InputSource[]> {
    const forms = [...this.rendering.reads].filter((form) => this.canGive(form))
    return Promise.all(forms.map((form) => this.give(form)))
  }

  #sample(form: InputForm): RenderingSamples[keyof RenderingSamples] {
    return this.#harness.samples?.[form === 'entities' ? 'entity' : form]
  }
}

/** The media types that a Rendering reads. */
export function inputTypesOf({ inputTypes, mediaTypes }: Rendering): readonly string[] {
  return inputTypes ?? mediaTypes
}

/** All of a body. */
export async function textOf(body: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const part of body) text += part
  return text
}
