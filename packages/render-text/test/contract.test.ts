import type { HeaderFields } from '@occi/core'
import { renderingCases, runCases, type RenderingSamples } from '@occi/testing'
import { describe, test } from 'vitest'
import { textOcci, textPlain, uriList } from '../src/index.ts'

const machine = 'machine; scheme="http://example.com/occi/rendering#"; class="kind"'
const restart = 'restart; scheme="http://example.com/occi/rendering/action#"; class="action"'
const [parameters, filter] = ['method="cold", delay=5, force=true', 'com.example.count=2']

const inBody: RenderingSamples = {
  action: { body: `Category: ${restart}\r\nX-OCCI-Attribute: ${parameters}` },
  filter: { body: `Category: ${machine}\nX-OCCI-Attribute: ${filter}` },
}

const inHeaders: RenderingSamples = {
  action: { headers: fields(restart, parameters) },
  filter: { headers: fields(machine, filter) },
}

describe('the contract of Rendering: text/plain', () => {
  runCases(renderingCases, { rendering: textPlain, samples: inBody }, { test })
})

describe('the contract of Rendering: text/occi', () => {
  runCases(renderingCases, { rendering: textOcci, samples: inHeaders }, { test })
})

describe('the contract of Rendering: text/uri-list', () => {
  runCases(renderingCases, { rendering: uriList }, { test })
})

function fields(category: string, attribute: string): HeaderFields {
  return new Map([
    ['category', [category]],
    ['x-occi-attribute', [attribute]],
  ])
}
