import { defineKind, link, type AttributesOf } from '@occi/core'

import { infrastructureScheme } from './schemes.ts'
import { storage } from './storage.ts'

/** infrastructure#storagelink (GFD.224 3.4.2): attaches a volume to a Resource. */
export const storageLink = defineKind({
  scheme: infrastructureScheme,
  term: 'storagelink',
  title: 'StorageLink Link',
  parent: link,
  location: '/storagelink/',
  // GFD.224 3.4.3: the target may be a container that a CDMI service exports.
  ends: { target: [storage.id], external: true },
  attributes: {
    // every instance has one, yet few clients send one: the service makes it.
    'occi.storagelink.deviceid': {
      description: 'Device identifier as defined by the OCCI service provider',
    },
    'occi.storagelink.mountpoint': {
      description: 'Point to where the storage is mounted in the guest OS',
    },
    'occi.storagelink.state': {
      mutability: 'server-only',
      default: 'inactive',
      pattern: { enum: ['active', 'inactive', 'error'] },
      description: 'Current status of the instance',
    },
    'occi.storagelink.state.message': {
      mutability: 'server-only',
      description: 'Human-readable explanation of the current instance state',
    },
  },
})

/** The states of a storagelink instance. */
export type StorageLinkState = AttributesOf<typeof storageLink>['occi.storagelink.state']
