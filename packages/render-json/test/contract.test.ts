import { renderingCases, runCases } from '@occi/testing'
import { describe, test } from 'vitest'

import { occiJson } from '../src/index.ts'

const machine = 'http://example.com/occi/rendering#machine'
const restart = 'http://example.com/occi/rendering/action#restart'
const samples = {
  action: {
    body: JSON.stringify({ action: restart, attributes: { method: 'cold', delay: 5, force: true } }),
  },
  filter: { body: JSON.stringify({ kind: machine, attributes: { 'com.example.count': 2 } }) },
}

describe('the contract of Rendering: application/occi+json', () => {
  runCases(renderingCases, { rendering: occiJson, samples }, { test })
})
