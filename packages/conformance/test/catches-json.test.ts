/** The scenarios held against services that get JSON wrong on purpose: they must notice. */
import { describe, test } from 'vitest'

import { fieldOf, type Header, type WireReply, type WireRequest } from '../src/world/index.ts'
import { casesOf, expectCaught, type CaughtFault } from './fixture/faulty.ts'

const faults: readonly CaughtFault[] = [
  [
    'null for what is not set',
    { reply: documents((document) => ({ ...document, title: null })) },
    ['json:create:put', 'json:update:immutable', 'http:update:attribute'],
  ],
  [
    'nested attributes',
    { reply: eachEntity((entity) => ({ ...entity, attributes: { occi: entity['attributes'] } })) },
    ['json:create:whole', 'http:update:attribute'],
  ],
  [
    'a location in entities',
    { reply: eachEntity((entity) => ({ ...entity, location: '/compute/x' })) },
    ['json:link:composed', 'http:create:post'],
  ],
  [
    'empty lists that are written',
    { reply: eachEntity((entity) => ({ mixins: [], ...entity })) },
    ['json:link:composed', 'http:link:shown'],
  ],
  [
    'Links by reference',
    {
      reply: eachEntity(({ links, ...entity }) =>
        links === undefined ? entity : { ...entity, links: ['/link/x'] },
      ),
    },
    ['json:link:composed', 'http:link:shown', 'json:replace:whole'],
  ],
  [
    'ids without urn:uuid:',
    {
      reply: eachEntity((entity) => ({ ...entity, id: String(entity['id']).replace('urn:uuid:', '') })),
    },
    ['json:create:whole', 'http:create:id'],
  ],
  [
    'one member by itself',
    {
      reply: documents((document) => {
        const [first, ...others] = Array.isArray(document['resources']) ? document['resources'] : []
        return first !== undefined && others.length === 0 ? first : document
      }),
    },
    ['json:collection:sorts', 'http:collection:final-slash'],
  ],
  [
    'no empty list in an empty Collection',
    { reply: documents(({ resources, ...rest }) => (isEmpty(resources) ? rest : { resources, ...rest })) },
    ['json:collection:empty', 'http:collection:empty'],
  ],
  [
    'numbers as strings',
    {
      reply: (reply) => ({
        ...reply,
        text: reply.text.replaceAll(/("occi\.compute\.[a-z]+"):(\d+)/g, '$1:"$2"'),
      }),
    },
    ['json:create:whole', 'json:update:partial', 'http:create:post'],
  ],
  [
    'integer as a type',
    {
      reply: (reply) => ({ ...reply, text: reply.text.replaceAll('"type":"number"', '"type":"integer"') }),
    },
    ['json:discovery:attributes', 'http:discovery:attributes'],
  ],
  [
    'no code in refusals',
    { reply: refusals(({ code: _code, ...rest }) => rest) },
    ['json:error:members', 'http:status:error-text'],
  ],
  [
    'no path in refusals',
    { reply: refusals(({ path: _path, ...rest }) => rest) },
    ['json:error:malformed', 'json:error:meaning', 'json:create:all-or-none'],
  ],
  [
    'application/json for application/occi+json',
    { reply: retyped('application/occi+json', 'application/json') },
    ['json:discovery:whole', 'http:create:post'],
  ],
  [
    'only the first of several is read',
    { request: sentDocuments(({ resources, ...rest }) => ({ ...rest, ...firstOf(resources) })) },
    ['json:create:several', 'json:create:at-kind', 'json:collection:large'],
  ],
  [
    'null is stepped over',
    {
      request: (request) => ({
        ...request,
        body: request.body?.replaceAll(/"[a-z.]+":null,?|,null/g, '') ?? '',
      }),
    },
    ['json:error:malformed'],
  ],
  [
    'of a member that is there twice the last counts',
    { request: sentDocuments((document) => document) },
    ['json:error:broken'],
  ],
]

describe('services that get JSON wrong on purpose', () => {
  test.each(casesOf(faults))('%s: %s notices', (_title, id, fault) =>
    expectCaught(id, fault, 'application/occi+json'),
  )
})

type Members = Readonly<Record<string, unknown>>

/** Changes the documents of successes. */
function documents(change: (document: Members) => unknown): (reply: WireReply) => WireReply {
  return (reply) => (isJson(reply) && reply.status < 300 ? changed(reply, change) : reply)
}

/** Changes the documents of refusals. */
function refusals(change: (document: Members) => unknown): (reply: WireReply) => WireReply {
  return (reply) => (isJson(reply) && reply.status >= 400 ? changed(reply, change) : reply)
}

/** Changes entities, alone and in Collections. */
function eachEntity(change: (entity: Members) => unknown): (reply: WireReply) => WireReply {
  const inList = (list: unknown) => (Array.isArray(list) ? list.map(change) : undefined)
  return documents((document) =>
    'kind' in document
      ? change(document)
      : { ...document, resources: inList(document['resources']), links: inList(document['links']) },
  )
}

/** Changes the documents of requests, as far as they are JSON. */
function sentDocuments(change: (document: Members) => unknown): (request: WireRequest) => WireRequest {
  return (request) => {
    try {
      return { ...request, body: JSON.stringify(change(JSON.parse(request.body ?? ''))) }
    } catch {
      return request
    }
  }
}

function changed(reply: WireReply, change: (document: Members) => unknown): WireReply {
  return { ...reply, text: JSON.stringify(change(JSON.parse(reply.text))) }
}

function retyped(from: string, to: string): (reply: WireReply) => WireReply {
  const headers = (reply: WireReply) =>
    reply.headers.map(([name, value]): Header => [
      name,
      name.toLowerCase() === 'content-type' && value === from ? to : value,
    ])
  return (reply) => ({ ...reply, headers: headers(reply) })
}

function isJson(reply: WireReply): boolean {
  return fieldOf(reply, 'Content-Type')?.startsWith('application/') ?? false
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0
}

function firstOf(list: unknown): Members {
  return Array.isArray(list) ? { resources: list.slice(0, 1) } : {}
}
