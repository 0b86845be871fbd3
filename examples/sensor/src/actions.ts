import { defineAction } from '@occi/core'
import { actionScheme } from './schemes.ts'

/** sensor/action#calibrate: measures anew against a known value. */
export const calibrate = defineAction({
  scheme: actionScheme,
  term: 'calibrate',
  title: 'Calibrate',
  attributes: { against: { type: 'number', required: true, description: 'What is to be measured now' } },
})
