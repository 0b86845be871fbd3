import { defineExtension } from '@occi/core'
import { alarm } from './alarm.ts'
import { mounting } from './mounting.ts'
import { sensor } from './sensor.ts'

/** What a server is given. */
export const sensorExtension = defineExtension({
  name: 'sensor',
  kinds: [sensor, mounting],
  mixins: [alarm],
})
