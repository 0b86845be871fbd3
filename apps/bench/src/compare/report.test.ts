import { expect, test } from 'vitest'

import type { Workload } from '../http/workloads.ts'
import { comparison } from './report.ts'

const get: Workload = { name: 'get', status: 200, amount: 1, requests: () => [] }
const put: Workload = { ...get, name: 'put' }
const now = { name: 'now', entities: 10 }
const then = { name: 'v1', entities: 10 }

test('costs stand side by side; what was not measured is a dash', () => {
  const cost = { cpu: 30, rate: 1, p50: 1, p99: 1, held: 1 }
  const results = [
    { variant: now, workload: get, cost },
    { variant: then, workload: get, cost: { ...cost, cpu: 60 } },
    { variant: now, workload: put, cost },
  ]
  expect(comparison([now, then], [get, put], results)).toBe(
    [
      '| Workload | CPU us, now | CPU us, v1 | Ratio |',
      '| -------- | ----------: | ---------: | ----: |',
      '| get      |          30 |         60 |  0.50 |',
      '| put      |          30 |          - |     - |',
    ].join('\n'),
  )
})
