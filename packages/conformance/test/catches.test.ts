/** The scenarios held against services that are broken on purpose: they must notice. */
import { describe, test } from 'vitest'

import { scenarios } from '../src/scenarios/index.ts'
import { fieldOf, type Service, type WireReply, type WireRequest } from '../src/world/index.ts'
import {
  casesOf,
  expectCaught,
  expectFailure,
  harnessWith,
  others,
  type CaughtFault,
} from './fixture/faulty.ts'

const faults: readonly CaughtFault[] = [
  ['no Server field', { reply: without('server') }, ['http:status:every-answer', 'http:version:server']],
  ['no Accept field', { reply: without('accept') }, ['http:negotiation:shown']],
  ['no Location', { reply: without('location') }, ['http:create:post', 'http:status:created']],
  ['no Allow', { reply: without('allow') }, ['http:verbs:not-defined', 'http:options:allow']],
  ['no ETag', { reply: without('etag') }, ['http:conditional:tag']],
  ['200 for 201', { reply: status(201, 200) }, ['http:create:post', 'http:status:created']],
  [
    '204 for empty listings',
    { reply: (reply) => (reply.text === '' && reply.status === 200 ? { ...reply, status: 204 } : reply) },
    ['http:collection:empty', 'http:page:beyond-last', 'http:delete:entity'],
  ],
  ['410 for 404', { reply: status(404, 410) }, ['http:delete:entity', 'http:collection:unknown']],
  ['400 for 409', { reply: status(409, 400) }, ['http:action:now-not', 'http:user-mixin:collision']],
  ['400 for 403', { reply: status(403, 400) }, ['http:update:immutable', 'http:user-mixin:provider']],
  [
    '409 for 400',
    { reply: status(400, 409) },
    ['http:create:required', 'http:filter:unknown', 'http:associate:unknown', 'http:bad:malformed'],
  ],
  ['406 for 400', { reply: status(400, 406) }, ['http:uri-list:no-listing']],
  [
    'LF in text',
    { reply: rewritten((text) => text.replaceAll('\r\n', '\n')) },
    ['http:update:attribute', 'http:text-plain:storage-order'],
  ],
  [
    'a last line end',
    { reply: rewritten((text) => (text === '' ? '' : `${text}\r\n`)) },
    ['http:create:post', 'http:uri-list:listing'],
  ],
  [
    'relative locations',
    { reply: rewritten((text) => text.replaceAll('http://localhost/', '/')) },
    ['http:collection:kind', 'http:uri-list:listing'],
  ],
  [
    'unquoted strings',
    { reply: rewritten((text) => text.replaceAll(/="([a-z]+)"/g, '=$1')) },
    ['http:create:types', 'http:create:state'],
  ],
  [
    'attributes before Categories',
    { reply: rewritten((text) => text.split('\r\n').toReversed().join('\r\n')) },
    ['http:text-plain:storage-order', 'http:update:attribute'],
  ],
  [
    'no action links',
    { reply: rewritten((text) => lines(text, (line) => !line.includes('?action='))) },
    ['http:action:offered', 'http:action:of-mixin'],
  ],
  [
    'no Links',
    { reply: rewritten((text) => lines(text, (line) => !line.includes('; self='))) },
    ['http:link:shown', 'http:replace:links-stay'],
  ],
  [
    'no Mixins shown',
    { reply: rewritten((text) => lines(text, (line) => !line.includes('class="mixin"'))) },
    ['http:create:mixins', 'http:associate:several', 'http:user-mixin:add'],
  ],
  [
    'one location too few',
    {
      reply: rewritten((text) =>
        text.startsWith('X-OCCI-Location') ? text.split('\r\n').slice(1).join('\r\n') : text,
      ),
    },
    ['http:collection:kind', 'http:page:through'],
  ],
  [
    'filters are not read',
    { request: onGet(omit('category', 'x-occi-attribute')) },
    [
      'http:filter:kind',
      'http:filter:attribute',
      'http:filter:category',
      'http:filter:without-type',
      'http:filter:name-space',
    ],
  ],
  [
    'attribute filters are not read',
    { request: onGet(omit('x-occi-attribute')) },
    ['http:filter:attribute', 'http:filter:empty-value', 'http:filter:page'],
  ],
  [
    'pages are not read',
    { request: (request) => ({ ...request, path: request.path.replace(/\?.*(?:page|number).*$/, '') }) },
    ['http:page:through', 'http:page:beyond-last', 'http:page:too-large', 'http:page:bad'],
  ],
  [
    'the query action is not read',
    { request: (request) => ({ ...request, path: request.path.replace(/\?action=.*$/, '') }) },
    ['http:action:invoke', 'http:action:collection', 'http:action:payload'],
  ],
  [
    'User-Agent is not read',
    { request: omit('user-agent') },
    ['http:version:later', 'http:update:inapplicable-mixin', 'http:link:kinds-for-1.1'],
  ],
  [
    'conditions are not read',
    { request: omit('if-match', 'if-none-match') },
    ['http:conditional:read', 'http:conditional:write', 'http:conditional:create'],
  ],
  [
    'Accept is not read',
    { request: omit('accept') },
    ['http:negotiation:asked-for', 'http:negotiation:unknown', 'http:uri-list:no-listing'],
  ],
  ['Content-Type is not read', { request: omit('content-type') }, ['http:negotiation:unread']],
  [
    'PUT is POST',
    { request: (request) => (request.method === 'PUT' ? { ...request, method: 'POST' } : request) },
    [
      'http:create-at:free',
      'http:replace:missing-attributes',
      'http:members:replace',
      'http:verbs:not-defined',
    ],
  ],
  [
    'DELETE does nothing',
    {
      request: (request) =>
        request.method === 'DELETE' ? { ...request, method: 'GET', path: '/' } : request,
    },
    [
      'http:delete:entity',
      'http:delete:collection',
      'http:dissociate:some',
      'http:user-mixin:remove',
      'backends:delete',
    ],
  ],
]

describe('services that are broken on purpose', () => {
  test.each(casesOf(faults))('%s: %s notices', (_title, id, fault) => expectCaught(id, fault))
})

describe('services that always say the same', () => {
  const say = (reply: Omit<WireReply, 'headers'>) =>
    harnessWith((service) => ({ ...service, ...constant(service, reply), backends: service.backends }))

  test.each(scenarios.map(({ id }) => id))('%s notices success without content', async (id) => {
    await expectFailure(id, say({ status: 200, text: '' }))
  })

  test.each(scenarios.map(({ id }) => id))('%s notices refusal of everything', async (id) => {
    await expectFailure(id, say({ status: 400, text: 'no' }))
  })
})

function constant(
  { send, close }: Service,
  said: Omit<WireReply, 'headers'>,
): Pick<Service, 'send' | 'close' | 'raw'> {
  const reply = async (sent: WireRequest): Promise<WireReply> => {
    const { headers } = await send({
      method: 'GET',
      path: '/-/',
      headers: sent.headers?.filter(([name]) => name.toLowerCase() === 'accept') ?? [],
    })
    return { ...said, headers: headers.filter(([name]) => !/^(?:category|etag)$/i.test(name)) }
  }
  return { send: reply, raw: async () => 'HTTP/1.1 200 OK', close }
}

function without(name: string): (reply: WireReply) => WireReply {
  return (reply) => ({ ...reply, headers: others(reply.headers, [name]) })
}

function status(from: number, to: number): (reply: WireReply) => WireReply {
  return (reply) => (reply.status === from ? { ...reply, status: to } : reply)
}

/** Changes the bodies of successes. */
function rewritten(change: (text: string) => string): (reply: WireReply) => WireReply {
  return (reply) =>
    reply.status < 300 && fieldOf(reply, 'Content-Type')?.startsWith('text/')
      ? { ...reply, text: change(reply.text) }
      : reply
}

function lines(text: string, keep: (line: string) => boolean): string {
  return text.split('\r\n').filter(keep).join('\r\n')
}

function omit(...names: readonly string[]): (request: WireRequest) => WireRequest {
  return (request) => ({ ...request, headers: others(request.headers ?? [], names) })
}

function onGet(change: (request: WireRequest) => WireRequest): (request: WireRequest) => WireRequest {
  return (request) => (request.method === 'GET' ? change(request) : request)
}
