import { renderingCases, runCases } from '@occi/testing'
import { test } from 'vitest'
import { csv } from '../src/index.ts'

const entity = 'kind,com.example.count,occi.core.title\nhttp://example.com/occi/rendering#machine,2,web'

runCases(
  renderingCases,
  { rendering: csv, samples: { entity: { body: entity } }, readsItself: false },
  { test },
)
