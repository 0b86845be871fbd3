import { createCatalog, defineExtension, OcciError, templateFamilies, type Mixin } from '@occi/core'
import { describe, expect, test } from 'vitest'

import { compute } from './compute.ts'
import { infrastructure } from './extension.ts'
import {
  defineOsTemplate,
  defineResourceTemplate,
  osTemplate,
  resourceTemplate,
  type TemplateValues,
} from './templates.ts'

const scheme = 'http://example.com/occi/templates#'
const ubuntu = defineOsTemplate({
  scheme,
  term: 'ubuntu-24.04',
  title: 'Ubuntu 24.04 LTS',
  values: { 'occi.compute.architecture': 'x64' },
  attributes: { 'com.example.kernel': 'immutable' },
  extras: { image: 'img-7' },
})
const small = defineResourceTemplate({
  scheme,
  term: 'small',
  title: 'One core and half a gigabyte',
  values: { 'occi.compute.cores': 1, 'occi.compute.memory': 0.5 },
})

// verifies('I-102', 'I-103', 'I-104', 'A-25')
test('an OS template is a Mixin of the provider that depends on os_tpl', () => {
  expect(ubuntu).toMatchObject({
    id: 'http://example.com/occi/templates#ubuntu-24.04',
    title: 'Ubuntu 24.04 LTS',
    location: '/mixin/os_tpl/ubuntu-24.04/',
    depends: ['http://schemas.ogf.org/occi/infrastructure#os_tpl'],
    applies: ['http://schemas.ogf.org/occi/infrastructure#compute'],
    origin: 'provider',
    extras: { image: 'img-7' },
  })
  expect(ubuntu.attributes).toEqual({
    'occi.compute.architecture': { ...compute.attributes['occi.compute.architecture'], default: 'x64' },
    'com.example.kernel': { type: 'string', mutability: 'server-only', required: false },
  })
})

// verifies('I-120', 'I-122', 'I-124')
test('a resource template is a Mixin of the provider that depends on resource_tpl and shows its values as defaults', () => {
  expect(small).toMatchObject({
    location: '/mixin/resource_tpl/small/',
    depends: ['http://schemas.ogf.org/occi/infrastructure#resource_tpl'],
    applies: ['http://schemas.ogf.org/occi/infrastructure#compute'],
  })
  expect(small.attributes).toEqual({
    'occi.compute.cores': { ...compute.attributes['occi.compute.cores'], default: 1 },
    'occi.compute.memory': { ...compute.attributes['occi.compute.memory'], default: 0.5 },
  })
})

test('location and owner can be chosen', () => {
  const spec = { scheme, term: 'mine', title: 'Mine', location: '/images/mine/', owner: 'ada' }

  expect(defineOsTemplate(spec)).toMatchObject({ location: '/images/mine/', owner: 'ada' })
  expect(defineOsTemplate({ scheme, term: 'bare', title: 'Bare' })).not.toHaveProperty('owner')
})

describe('in a catalogue', () => {
  const catalog = createCatalog([infrastructure(), provider(ubuntu, small)])

  // verifies('I-105', 'I-124')
  test('os_tpl and resource_tpl are known', () => {
    expect(catalog.get(osTemplate.id)).toBe(osTemplate)
    expect(catalog.get(resourceTemplate.id)).toBe(resourceTemplate)
  })

  test('one OS template takes the place of another; one resource template does, and imposes its values', () => {
    expect(templateFamilies(ubuntu, 'exclusive', catalog)).toEqual([osTemplate])
    expect(templateFamilies(ubuntu, 'imposing', catalog)).toEqual([])
    expect(templateFamilies(small, 'exclusive', catalog)).toEqual([resourceTemplate])
    expect(templateFamilies(small, 'imposing', catalog)).toEqual([resourceTemplate])
  })

  test('a compute with templates has their defaults', () => {
    const { attributes } = catalog.capabilities(compute, [ubuntu, small])

    expect(attributes.get('occi.compute.architecture')?.default).toBe('x64')
    expect(attributes.get('occi.compute.cores')?.default).toBe(1)
  })

  test('occi.compute.speed takes the option that brings it', () => {
    const fast = defineResourceTemplate({
      scheme,
      term: 'fast',
      title: 'Fast',
      values: { 'occi.compute.speed': 3.4 },
    })

    expect(createCatalog([infrastructure({ legacy11: true }), provider(fast)]).get(fast.id)).toBe(fast)
    expect(() => createCatalog([infrastructure(), provider(fast)])).toThrow(OcciError)
  })
})

test.each<[string, object, string]>([
  ['of another type', { 'occi.compute.cores': 'two' }, 'occi.compute.cores'],
  ['against the pattern', { 'occi.compute.memory': 0 }, 'occi.compute.memory'],
  ['that the server alone sets', { 'occi.compute.state': 'active' }, 'occi.compute.state'],
  ['that no client sets', { 'occi.core.id': 'urn:x:1' }, 'occi.core.id'],
  ['of no attribute of compute', { 'occi.storage.size': 1 }, 'occi.storage.size'],
])('a value %s is refused', (_title, values, attribute) => {
  const define = () => defineResourceTemplate({ scheme, term: 'bad', title: 'Bad', values })

  expect(define).toThrow(
    expect.objectContaining({ code: 'invalid-definition', details: expect.objectContaining({ attribute }) }),
  )
})

test('TypeScript knows the values', () => {
  const define = (values: TemplateValues) =>
    defineResourceTemplate({ scheme, term: 'typed', title: 'Typed', values })

  expect(define({ 'occi.compute.architecture': 'x86' }).term).toBe('typed')
  // @ts-expect-error: no such architecture
  expect(() => define({ 'occi.compute.architecture': 'arm' })).toThrow(OcciError)
  // @ts-expect-error: the state is the server's
  expect(() => define({ 'occi.compute.state': 'active' })).toThrow(OcciError)
})

function provider(...mixins: readonly Mixin[]) {
  return defineExtension({ name: 'provider', mixins })
}
