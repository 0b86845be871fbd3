import { defineKind, resource, serve } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer } from '@occi/server'
import { listen } from '@occi/server/node'

const attributes = { 'com.example.name': 'required', 'com.example.text': 'immutable' } as const
const place = { scheme: 'http://example.com/occi#', term: 'greeting', location: '/greeting/' }
const greeting = defineKind({ ...place, parent: resource, attributes })

const greeter = serve(greeting, {
  create(draft) {
    draft.attributes['com.example.text'] = `Hello, ${draft.attributes['com.example.name']}!`
  },
})
const options = { registry: new MemoryRegistry(), renderings: textRenderings, backends: [greeter] }
const port = Number(process.env['PORT'] ?? 8888)
export const hello = await listen(createServer(options), { port })
