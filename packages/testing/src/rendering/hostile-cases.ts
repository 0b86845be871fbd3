import type { InputForm, InputSource } from '@occi/core'
import { expectEqual } from '../expect.ts'
import { createRandom, type Random } from '../random.ts'
import { renderingCase, type RenderingCase } from './harness.ts'
import { fullMachine } from './model.ts'
import { expectReadOrRefused } from './refusals.ts'
import type { ContextOptions, Trial } from './trial.ts'

type Change = (text: string) => string

const pieces = [
  ...'"\\\',;:=<>{}[]()&?#%/ \t\n\r\u0000\u001b\u007f\u00ff\u2028\ufeff\udfff\ud800'.split(''),
  '\r\n\r\n',
  '../',
  '%00',
  'null',
  'true',
  '-0',
  '1e999',
  'NaN',
  '9'.repeat(400),
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  '世界👋',
  '${7*7}',
  '<script>',
]

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length']

/** The work grows with the length alone: a reader that goes back would need hours for these. */
const runs = [
  ...'"\\,;=<>{}[(: \t\n\r&%a9'.split(''),
  '\\"',
  '","',
  '{"a":',
  '[[',
  '="',
  '</a>',
  '\n ',
  '; a',
  'a.',
]
const long = 50_000
const unbounded: ContextOptions = { limits: { entries: 10 * long, value: 100 * long } }

/** Whatever is sent is read or refused as a message, and nothing else happens. */
export const hostileCases: readonly RenderingCase[] = [
  hostileCase('empty', 'a message without any content is read or refused', async (trial) => {
    for (const body of ['', ' ', '\n', '\r\n\r\n', '\ufeff', '\u0000'])
      readAll(trial, trial.source(body), JSON.stringify(body))
  }),
  hostileCase('cut', 'a message that is cut off anywhere is read or refused', async (trial) => {
    await eachChange(trial, (text) =>
      everyPlace(text, 150).map((at) => [`cut at ${at}`, () => text.slice(0, at)]),
    )
  }),
  hostileCase('headless', 'a message that lacks its beginning is read or refused', async (trial) => {
    await eachChange(trial, (text) =>
      everyPlace(text, 150).map((at) => [`from ${at} on`, () => text.slice(at)]),
    )
  }),
  hostileCase('twice', 'a message that is there several times is read or refused', async (trial) => {
    await eachChange(trial, (text) =>
      ['', '\n', ', ', '\r\n\r\n'].map((glue) => [
        `three times with ${JSON.stringify(glue)}`,
        () => [text, text, text].join(glue),
      ]),
    )
  }),
  hostileCase('controls', 'control characters anywhere are read or refused', async (trial) => {
    await eachChange(trial, (text) =>
      everyPlace(text, 30).flatMap((at) =>
        Array.from({ length: 33 }, (_, code): [string, Change] => {
          const mark = String.fromCharCode(code === 32 ? 127 : code)
          return [
            `${JSON.stringify(mark)} at ${at}`,
            (whole) => `${whole.slice(0, at)}${mark}${whole.slice(at)}`,
          ]
        }),
      ),
    )
  }),
  hostileCase('names', 'names that every object has are names like others', async (trial) => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    await eachChange(trial, () =>
      names.flatMap((name) =>
        ['com.example.count', 'com.example.state', 'occi.core.title', 'count', 'machine', 'tag', 'cold'].map(
          (known): [string, Change] => [
            `${name} for ${known}`,
            (whole) => whole.replaceAll(known, name).replaceAll(known, name),
          ],
        ),
      ),
    )
    expectEqual(Object.getOwnPropertyNames(Object.prototype), before, 'what every object has')
    expectEqual(Object.keys({}), [], 'what a new object has')
  }),
  hostileCase('long', 'a very long run of anything, however nested, is read or refused', async (trial) => {
    for (const source of await sourcesOf(trial)) {
      for (const run of runs) {
        for (const share of [0.3, 1]) {
          const changed = changeLongest(source, (text) => inserted(text, share, run.repeat(long)))
          readAll(trial, changed, `${JSON.stringify(run)} ${long} times`, unbounded)
        }
      }
    }
  }),
  hostileCase('many', 'very many small parts are read or refused', async (trial) => {
    for (const source of await sourcesOf(trial))
      for (const glue of ['\n', ', '])
        readAll(
          trial,
          changeLongest(source, (text) => Array.from({ length: 500 }, () => text).join(glue)),
          'five hundred times',
          unbounded,
        )
  }),
  ...[1, 2, 3, 4, 5, 6].map((seed) =>
    hostileCase(
      `seed-${seed}`,
      `messages that are changed at random are read or refused (seed ${seed})`,
      async (trial) => {
        const [random, sources] = [createRandom(seed), await sourcesOf(trial)]
        for (let round = 0; round < 400; round += 1) {
          const source = mutated(random.pick(sources), random)
          readAll(trial, source, `round ${round} of seed ${seed}: ${show(source)}`)
        }
      },
    ),
  ),
]

function hostileCase(id: string, title: string, run: (trial: Trial) => Promise<void>): RenderingCase {
  const one = renderingCase(`hostile:${id}`, title, {}, run)
  return {
    ...one,
    unless: ({ rendering }) => (rendering.reads.size === 0 ? 'it reads nothing' : undefined),
  }
}

/** Good messages to spoil; an empty one where there are none. */
async function sourcesOf(trial: Trial): Promise<readonly InputSource[]> {
  const given = await trial.giveAll()
  const full = { form: 'entity', entity: fullMachine } as const
  const written = trial.rendering.writes.has('entity') ? [trial.sourceOf(await trial.write(full))] : []
  const sources = new Map([...given, ...written].map((source) => [longestOf(source), source]))
  return sources.size === 0 ? [trial.source()] : [...sources.values()]
}

function readAll(trial: Trial, source: InputSource, what: string, options: ContextOptions = {}): void {
  for (const form of trial.rendering.reads) expectReadOrRefused(readOf(trial, form, source, options), what)
}

function readOf(trial: Trial, form: InputForm, source: InputSource, options: ContextOptions): () => unknown {
  return () => trial.read(form, source, options)
}

/** Makes changes to the text of each good message, and reads what comes of it. */
async function eachChange(
  trial: Trial,
  changesOf: (text: string) => readonly (readonly [what: string, change: Change])[],
): Promise<void> {
  for (const source of await sourcesOf(trial))
    for (const [what, change] of changesOf(longestOf(source)))
      readAll(trial, changeLongest(source, change), `a message ${what}`)
}

/** Places in a text, at even distances, not more than wanted. */
function everyPlace(text: string, most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(text.length / most))
  return Array.from({ length: Math.ceil(text.length / step) }, (_, index) => index * step)
}

function inserted(text: string, share: number, piece: string): string {
  const at = Math.floor(text.length * share)
  return text.slice(0, at) + piece + text.slice(at)
}

function mutated(source: InputSource, random: Random): InputSource {
  let changed = source
  for (let left = 1 + random.below(4); left > 0; left -= 1)
    changed = changeAny(changed, random, (text) => mutatedText(text, random))
  return changed
}

function mutatedText(text: string, random: Random): string {
  const [at, length] = [random.below(text.length + 1), random.below(12)]
  const [before, cut, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)]
  switch (random.below(5)) {
    case 0:
      return before + after
    case 1:
      return before + random.pick(pieces) + cut + after
    case 2:
      return before + random.pick(pieces) + after
    case 3:
      return before + cut + cut + after
    default:
      return before + after + cut
  }
}

/** The body, or the longest value of a header field where there is more in it. */
function longestOf({ headers, body }: InputSource): string {
  return [body, ...[...headers.values()].flat()].reduce((one, other) =>
    other.length > one.length ? other : one,
  )
}

function changeLongest(source: InputSource, change: Change): InputSource {
  const longest = longestOf(source)
  return changeWhere(source, (text) => text === longest, change)
}

function changeAny(source: InputSource, random: Random, change: Change): InputSource {
  const texts = [source.body, ...[...source.headers.values()].flat()].filter((text) => text !== '')
  const chosen = texts.length === 0 ? '' : random.pick(texts)
  return changeWhere(source, (text) => text === chosen, change)
}

function changeWhere(
  { mediaType, headers, body }: InputSource,
  isWanted: (text: string) => boolean,
  change: Change,
): InputSource {
  const changed = (text: string) => (isWanted(text) ? change(text) : text)
  return {
    mediaType,
    headers: new Map([...headers].map(([name, values]) => [name, values.map(changed)])),
    body: changed(body),
  }
}

function show(source: InputSource): string {
  return JSON.stringify(longestOf(source)).slice(0, 300)
}
