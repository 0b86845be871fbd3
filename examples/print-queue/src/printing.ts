import { defineAction, defineExtension, defineKind, resource } from '@occi/core'

const scheme = 'http://example.com/occi/printing#'
const actionScheme = 'http://example.com/occi/printing/action#'

export const hold = defineAction({ scheme: actionScheme, term: 'hold', title: 'Do not print it yet' })
export const release = defineAction({ scheme: actionScheme, term: 'release', title: 'Print it after all' })

export const job = defineKind({
  scheme,
  term: 'job',
  title: 'Print job',
  parent: resource,
  location: '/job/',
  actions: [hold, release],
  attributes: {
    'com.example.job.document': { required: true, mutability: 'write-once', pattern: { format: 'uri' } },
    'com.example.job.copies': { type: 'integer', default: 1, pattern: { minimum: 1, maximum: 100 } },
    'com.example.job.state': {
      mutability: 'server-only',
      pattern: { enum: ['waiting', 'held', 'printed'] },
    },
  },
})

export const printing = defineExtension({ name: 'printing', kinds: [job] })
