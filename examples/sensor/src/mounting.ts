import { defineKind, link } from '@occi/core'
import { scheme } from './schemes.ts'
import { sensor } from './sensor.ts'

/** mounting: a Link from a sensor to the thing that it measures, here or in another service. */
export const mounting = defineKind({
  scheme,
  term: 'mounting',
  title: 'Mounting',
  parent: link,
  location: '/mounting/',
  ends: { source: [sensor.id], external: true },
  attributes: { 'com.example.mounting.place': { description: 'Where on it: "rear door"' } },
})
