import { defineMixin } from '@occi/core'
import { scheme } from './schemes.ts'
import { sensor } from './sensor.ts'

/** alarm: a bound that the values of a sensor should keep. */
export const alarm = defineMixin({
  scheme,
  term: 'alarm',
  title: 'Alarm',
  location: '/alarm/',
  applies: [sensor],
  attributes: {
    'com.example.alarm.above': { type: 'number', required: true },
    'com.example.alarm.rung': { type: 'boolean', mutability: 'server-only', default: false },
  },
})
