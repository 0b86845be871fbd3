import { defineKind, resource } from '@occi/core'
import { calibrate } from './actions.ts'
import { scheme } from './schemes.ts'

/** sensor: measures something, again and again. */
export const sensor = defineKind({
  scheme,
  term: 'sensor',
  title: 'Sensor',
  parent: resource,
  location: '/sensor/',
  actions: [calibrate],
  attributes: {
    'com.example.sensor.unit': {
      required: true,
      mutability: 'write-once',
      description: 'Of the values: "C"',
    },
    'com.example.sensor.interval': {
      type: 'integer',
      default: 60,
      pattern: { minimum: 1 },
      description: 'Seconds from one value to the next',
    },
    'com.example.sensor.value': { type: 'number', mutability: 'server-only', description: 'The last one' },
  },
})
