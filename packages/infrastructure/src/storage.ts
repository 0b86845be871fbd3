import { defineAction, defineKind, resource, type AttributeSpecs, type AttributesOf } from '@occi/core'

import { infrastructureScheme as scheme, storageActionScheme as actionScheme } from './schemes.ts'

/** storage/action#online (GFD.224 table 9): to `online`. */
export const online = defineAction({ scheme: actionScheme, term: 'online', title: 'Set storage online' })

/** storage/action#offline (GFD.224 table 9): to `offline`. */
export const offline = defineAction({ scheme: actionScheme, term: 'offline', title: 'Set storage offline' })

/** storage/action#backup (GFD.184 table 8), of OCCI 1.1 only. */
export const backup = defineAction({ scheme: actionScheme, term: 'backup', title: 'Back up the storage' })

/** storage/action#snapshot (GFD.184 table 8), of OCCI 1.1 only. */
export const snapshot = defineAction({
  scheme: actionScheme,
  term: 'snapshot',
  title: 'Take a snapshot of the storage',
})

/** storage/action#resize (GFD.184 table 8), of OCCI 1.1 only; in OCCI 1.2 a client updates `occi.storage.size` instead. */
export const resize = defineAction({
  scheme: actionScheme,
  term: 'resize',
  title: 'Resize the storage',
  attributes: {
    size: {
      type: 'number',
      required: true,
      pattern: { minimum: 0, exclusiveMinimum: true },
      description: 'New storage size of the instance in gigabytes',
    },
  },
})

const attributes = {
  'occi.storage.size': {
    type: 'number',
    required: true,
    pattern: { minimum: 0, exclusiveMinimum: true },
    description: 'Storage size of the instance in gigabytes',
  },
  'occi.storage.state': {
    mutability: 'server-only',
    default: 'offline',
    pattern: { enum: ['online', 'offline', 'error'] },
    description: 'Current status of the instance',
  },
  'occi.storage.state.message': {
    mutability: 'server-only',
    description: 'Human-readable explanation of the current instance state',
  },
} as const satisfies AttributeSpecs

const definition = {
  scheme,
  term: 'storage',
  title: 'Storage Resource',
  parent: resource,
  location: '/storage/',
  attributes,
} as const

/** infrastructure#storage (GFD.224 3.3): a volume. */
export const storage = defineKind({ ...definition, actions: [online, offline] })

/** The Kind {@link storage} with the Actions that only OCCI 1.1 had (GFD.184 table 8). */
export const storage11 = defineKind({ ...definition, actions: [online, offline, backup, snapshot, resize] })

/** The states of a storage instance. Those of OCCI 1.1 for work in progress (`backup`, `resize` ...) are gone. */
export type StorageState = AttributesOf<typeof storage>['occi.storage.state']
