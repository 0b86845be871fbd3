import type { HeaderFields, InputForm, Rendering, RenderingContext, ResultForm } from '@occi/core'
import type { ContractCase } from '../run.ts'
import { Trial } from './trial.ts'

/** What the suite needs of whoever runs it. */
export interface RenderingHarness {
  /** What is tried. */
  readonly rendering: Rendering
  /**
   * Adds to the context that the suite makes, whose catalogue is that of the suite's own Extension. Missing: the Rendering needs no more.
   */
  context?(context: RenderingContext): RenderingContext
  /** Messages of the format, where what is written does not show what is read. Missing: none. */
  readonly samples?: RenderingSamples
  /** Whether it reads what it writes; false of one that writes pages and reads forms. Missing: it does. */
  readonly readsItself?: boolean
}

/** Messages that say what is told here; the scheme is `http://example.com/occi/rendering#` where none is named. */
export interface RenderingSamples {
  /** The Kind `machine`, `com.example.count` 2 and the title `web`. Wanted of what does not read itself. */
  readonly entity?: RenderingSample
  /** The Action `restart` of `http://example.com/occi/rendering/action#` with `method` cold, `delay` 5 and `force` true. */
  readonly action?: RenderingSample
  /** The Mixin `tag` of `http://example.com/mine#` at `/mine/tag/`. Wanted of what does not read itself. */
  readonly categories?: RenderingSample
  /** The entities at `/machine/a` and `/machine/b`, by path or URL. Wanted of what does not read itself. */
  readonly members?: RenderingSample
  /** The Kind `machine` and `com.example.count` 2. */
  readonly filter?: RenderingSample
}

/** A message: header fields by lower-case name, a body. What is missing is empty. */
export interface RenderingSample {
  /** Missing: none. */
  readonly headers?: HeaderFields
  /** Missing: empty. */
  readonly body?: string
}

/** A case of the suite. */
export type RenderingCase = ContractCase<RenderingHarness>

/** What a Rendering must be able to do for a case to concern it. */
export interface Needs {
  readonly reads?: readonly InputForm[]
  readonly writes?: readonly ResultForm[]
  /** It must read what it writes. */
  readonly itself?: true
  /** Its output must have a body that can be streamed. */
  readonly inBody?: true
  /** It must write a Collection whole. */
  readonly whole?: true
  /** It must write a Collection by pages. */
  readonly byPages?: true
  /** It must write header fields alone. */
  readonly inHeaders?: true
}

/** A case for Renderings that can do what it needs. */
export function renderingCase(
  id: string,
  title: string,
  needs: Needs,
  run: (trial: Trial) => Promise<void>,
): RenderingCase {
  return {
    id: `rendering:${id}`,
    title,
    run: (harness) => run(new Trial(harness)),
    unless: (harness) => reasonAgainst(needs, harness),
  }
}

/** A case on what is written of a result and how it is read again. */
export function roundTripCase(
  id: string,
  title: string,
  [written, read]: readonly [ResultForm, InputForm],
  run: (trial: Trial) => Promise<void>,
): RenderingCase {
  return renderingCase(id, title, { writes: [written], reads: [read], itself: true }, run)
}

/** A case on how a message is read: a sample, or what is written. */
export function readingCase(
  id: string,
  title: string,
  form: InputForm,
  run: (trial: Trial) => Promise<void>,
): RenderingCase {
  const one = renderingCase(id, title, { reads: [form] }, run)
  const lacking = (harness: RenderingHarness) =>
    new Trial(harness).canGive(form) ? undefined : `the harness has no sample of the form ${form}`
  return { ...one, unless: (harness) => one.unless?.(harness) ?? lacking(harness) }
}

function reasonAgainst(
  needs: Needs,
  { rendering, readsItself = true }: RenderingHarness,
): string | undefined {
  const unread = needs.reads?.find((form) => !rendering.reads.has(form))
  if (unread !== undefined) return `it does not read the form ${unread}`
  const unwritten = needs.writes?.find((form) => !rendering.writes.has(form))
  if (unwritten !== undefined) return `it does not write the form ${unwritten}`
  if (needs.itself === true && !readsItself) return 'it does not read what it writes'
  if (needs.inBody === true && rendering.inHeaders === true) return 'it writes header fields'
  if (needs.whole === true && rendering.byPages === true) return 'it writes a Collection by pages'
  if (needs.byPages === true && rendering.byPages !== true) return 'it writes a Collection whole'
  return needs.inHeaders === true && rendering.inHeaders !== true ? 'it writes a body' : undefined
}
