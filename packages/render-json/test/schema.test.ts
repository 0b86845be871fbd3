import { readFileSync } from 'node:fs'
import { Validator, type Schema } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { bodyOf, bodyOfEntity, catalog, collectionOf } from './_context.ts'
import { randomEntity, seed } from './_random.ts'

/** GFD.226 appendix B, corrected: it names no member that it does not define, and knows no null. */
const schema = JSON.parse(
  readFileSync(new URL('fixtures/occi-json.schema.json', import.meta.url), 'utf8'),
) as Schema & { readonly definitions: Readonly<Record<string, unknown>> }

function faultsOf(definition: string, body: string): readonly string[] {
  if (!Object.hasOwn(schema.definitions, definition)) throw new Error(`the schema has no ${definition}`)
  const validator = new Validator({ ...schema, $ref: `#/definitions/${definition}` }, '4')
  return validator
    .validate(JSON.parse(body))
    .errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)
}

describe(`what is written is valid, with seed ${seed} (set OCCI_TEST_SEED to run it again)`, () => {
  // verifies('J-019', 'J-036', 'J-103', 'J-113', 'J-120')
  test('entities', async () => {
    for (let round = 0; round < 200; round += 1) {
      const entity = randomEntity()
      expect(faultsOf(entity.type, await bodyOfEntity(entity))).toEqual([])
    }
  })

  test('Collections', async () => {
    const parts = Array.from({ length: 20 }, () => [randomEntity(), randomEntity()])
    for (const result of [
      collectionOf('entities', ...parts),
      collectionOf('entities'),
      collectionOf('resources'),
      collectionOf('links'),
      { form: 'created', entities: parts.flat() } as const,
    ])
      expect(faultsOf('entity_collection', await bodyOf(result))).toEqual([])
  })

  // verifies('J-061', 'J-065', 'J-069', 'J-071', 'J-073', 'J-074')
  test('the query interface', async () => {
    expect(
      faultsOf('category_collection', await bodyOf({ form: 'categories', categories: catalog })),
    ).toEqual([])
    expect(faultsOf('category_collection', await bodyOf({ form: 'categories', categories: [] }))).toEqual([])
  })

  // verifies('J-116')
  test('patterns and defaults of every Category agree with a validator of JSON Schema', async () => {
    for (const category of catalog) {
      const body = await bodyOf({ form: 'categories', categories: [category] })
      const [list] = Object.values(JSON.parse(body) as Readonly<Record<string, readonly Described[]>>)
      for (const [name, { type, pattern, default: fallback }] of Object.entries(
        list?.[0]?.attributes ?? {},
      )) {
        const validator = new Validator({ allOf: [{ type }, pattern ?? {}] }, '4')
        if (fallback !== undefined) expect([name, validator.validate(fallback).errors]).toEqual([name, []])
      }
    }
  })
})

interface Described {
  readonly attributes?: Readonly<
    Record<string, { readonly type: 'string'; readonly pattern?: Schema; readonly default?: unknown }>
  >
}

describe('the validator finds what is wrong', () => {
  test.each([
    ['resource', '{"kind":"a:#b"}'],
    ['resource', '{"kind":"a:#b","id":"x","location":"/a"}'],
    ['resource', '{"kind":"a:#b","id":"x","attributes":{"a":null}}'],
    ['resource', '{"kind":"a:#b","id":"x","links":["/a"]}'],
    ['link', '{"kind":"a:#b","id":"x","source":{"location":"/a"}}'],
    ['entity_collection', '[]'],
    ['entity_collection', '{"resources":[{"id":"x"}]}'],
    ['category_collection', '{"mixins":[{"term":"a","scheme":"b"}]}'],
    ['category_collection', '{"kinds":[{"term":"a","scheme":"b","attributes":{"a":{"type":"integer"}}}]}'],
  ])('%s %s', (definition, body) => expect(faultsOf(definition, body)).not.toEqual([]))
})
