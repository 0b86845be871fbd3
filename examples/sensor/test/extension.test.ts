import { createCatalog } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer } from '@occi/server'
import { toFetch } from '@occi/server/fetch'
import { expect, test } from 'vitest'
import { alarm, calibrate, mounting, sensor, sensorExtension } from '../src/index.ts'

const fetch = toFetch(
  createServer({
    registry: new MemoryRegistry(),
    renderings: textRenderings,
    extensions: [sensorExtension],
  }),
)

const post = (path: string, lines: readonly string[]) =>
  fetch(new Request(`http://localhost${path}`, { method: 'POST', body: lines.join('\n') }))

const isA = 'Category: sensor; scheme="http://example.com/occi/sensor#"'

test('the Categories fit together and into the core', () => {
  const catalog = createCatalog([sensorExtension])
  expect(catalog.at('/sensor/')).toBe(sensor)
  expect(catalog.at('/mounting/')).toBe(mounting)
  expect(catalog.get(calibrate.id)).toBe(calibrate)
  expect([...catalog.capabilities(sensor, [alarm]).attributes.keys()]).toContain('com.example.alarm.above')
})

test('a service holds clients to them', async () => {
  const without = await post('/sensor/', [isA])
  expect(without.status).toBe(400)
  expect(await without.text()).toContain('com.example.sensor.unit')

  const made = await post('/sensor/', [isA, 'X-OCCI-Attribute: com.example.sensor.unit="C"'])
  expect(made.status).toBe(201)
  const shown = await fetch(new Request(made.headers.get('location') ?? ''))
  expect(await shown.text()).toContain('X-OCCI-Attribute: com.example.sensor.interval=60')
})
