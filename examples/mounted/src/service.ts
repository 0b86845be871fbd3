import { defineKind, resource } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer, type OcciServer } from '@occi/server'

const note = defineKind({
  scheme: 'http://example.com/occi#',
  term: 'note',
  parent: resource,
  location: '/note/',
  attributes: { 'com.example.text': 'required' },
})

/** A service that keeps notes. `publicUrl` is what clients call its root, with the path at which it is mounted. */
export function createNotes(publicUrl: string): OcciServer {
  return createServer({
    registry: new MemoryRegistry(),
    renderings: textRenderings,
    backends: [{ categories: [note], backend: {} }],
    publicUrl,
  })
}
