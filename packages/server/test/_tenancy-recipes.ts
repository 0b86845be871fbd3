import { compute, network, networkInterface } from '@occi/infrastructure'

import type { Verb } from '../src/operations/table.ts'
import type { TargetSort } from '../src/input/target.ts'
import type { Said, UserMixin } from './_speech.ts'
import { backup, dump } from './_world.ts'

/** The names of what somebody has: an Entity of each sort, and a Mixin of his own that the machine has. */
export interface Things {
  readonly machine: string
  readonly machineId: string
  readonly title: string
  readonly net: string
  readonly adapter: string
  /** A machine on a path that is no Collection's, and the path. */
  readonly loose: string
  readonly folder: string
  readonly mixin: UserMixin
}

/** A request that names things. */
export interface Attempt {
  readonly path: string
  readonly said?: Said
  /** Filters and conditions travel in header fields, whatever the format (GFD.223 7). */
  readonly fields?: Readonly<Record<string, string>>
}

/** What to try with an operation on somebody's things: the first attempt succeeds for their owner. */
export type Recipe = (things: Things) => readonly [Attempt, ...Attempt[]]

/** What every owner has besides: a machine to link from, and to put Mixins on. */
export const ownMachine = '/compute/own'

/** A recipe for each operation of the server. */
export const recipes: Readonly<Record<TargetSort, Partial<Record<Verb, Recipe>>>> = {
  'query-interface': {
    GET: (things) => [
      { path: '/-/' },
      { path: '/-/', fields: filterBy(things.mixin) },
      { path: '/.well-known/org/ogf/occi/-/' },
    ],
    POST: ({ mixin }) => [
      {
        path: '/-/',
        said: { mixin: { ...mixin, id: `${mixin.id}2`, term: `${mixin.term}2`, location: '/new/' } },
      },
      { path: '/-/', said: { mixin } },
      { path: '/-/', said: { mixin: { ...mixin, location: '/elsewhere/' } } },
    ],
    DELETE: ({ mixin }) => [{ path: '/-/', said: { mixin } }],
  },
  kind: {
    GET: (things) => [
      { path: '/compute/' },
      { path: '/compute/?page=1&number=1' },
      { path: '/compute/?page=2&number=1' },
      { path: '/networkinterface/' },
      { path: '/compute/', fields: filterBy(things.mixin) },
      { path: '/compute/', fields: { 'x-occi-attribute': `occi.core.title="${things.title}"` } },
      { path: '/compute/', fields: { 'x-occi-attribute': `occi.core.id="${things.machineId}"` } },
      { path: '/networkinterface/', fields: { 'x-occi-attribute': `occi.core.target="${things.net}"` } },
    ],
    POST: (things) => [
      {
        path: '/compute/',
        said: { categories: [compute], links: [{ kind: networkInterface, target: things.net }] },
      },
      { path: '/compute/', said: { categories: [compute, things.mixin] } },
      {
        path: '/compute/',
        said: { categories: [compute], attributes: { 'occi.core.id': things.machineId } },
      },
      { path: '/networkinterface/', said: between(ownMachine, things.net) },
      { path: '/networkinterface/', said: between(things.machine, things.net) },
    ],
    'POST action': () => [{ path: '/compute/?action=start', said: { categories: [startOf()] } }],
    DELETE: ({ machine, adapter }) => [
      { path: '/networkinterface/', said: { members: [adapter] } },
      { path: '/compute/', said: { members: [machine] } },
      { path: '/compute/', said: { members: [ownMachine, machine] } },
      { path: '/compute/' },
      { path: '/network/' },
    ],
  },
  mixin: {
    GET: ({ mixin }) => [
      { path: mixin.location },
      { path: mixin.location.slice(0, -1) },
      { path: '/backup/' },
      { path: '/backup/?page=1&number=1' },
      { path: '/backup/', fields: filterBy(mixin) },
    ],
    POST: ({ mixin, machine, machineId }) => [
      { path: mixin.location, said: { members: [machine] } },
      { path: mixin.location, said: { members: [ownMachine] } },
      { path: '/billed/', said: { members: [machine] } },
      { path: '/billed/', said: { members: [machineId] } },
      { path: '/billed/', said: { members: [ownMachine, machine] } },
    ],
    'POST action': () => [{ path: '/backup/?action=dump', said: { categories: [dump] } }],
    PUT: ({ mixin, machine }) => [
      { path: mixin.location, said: { members: [machine] } },
      { path: '/billed/', said: { members: [ownMachine, machine] } },
      { path: '/backup/', said: { members: [ownMachine] } },
    ],
    DELETE: ({ mixin, machine }) => [
      { path: mixin.location, said: { members: [machine] } },
      { path: mixin.location },
      { path: '/backup/', said: { members: [machine] } },
      { path: '/backup/' },
    ],
  },
  root: {
    GET: ({ mixin }) => [
      { path: '/' },
      { path: '/?page=1&number=3' },
      { path: '/', fields: filterBy(mixin) },
    ],
    POST: ({ net, machineId }) => [
      { path: '/', said: { categories: [compute], links: [{ kind: networkInterface, target: net }] } },
      { path: '/', said: { categories: [network], attributes: { 'occi.core.id': machineId } } },
    ],
    DELETE: () => [{ path: '/' }],
  },
  unbound: {
    GET: ({ folder }) => [{ path: folder }, { path: `${folder}?page=1&number=1` }],
    DELETE: ({ folder }) => [{ path: folder }],
  },
  entity: {
    GET: ({ machine, adapter, net, loose }) => [
      { path: machine },
      { path: adapter },
      { path: net },
      { path: loose },
      { path: machine, fields: { 'if-none-match': '*' } },
    ],
    POST: ({ machine, loose, net, mixin }) => [
      { path: machine, said: { attributes: { 'occi.core.title': 'seen' } } },
      { path: loose, said: { attributes: { 'occi.core.title': 'seen' } } },
      { path: machine, said: { categories: [backup] } },
      { path: machine, said: { links: [{ kind: networkInterface, target: net }] } },
      { path: ownMachine, said: { links: [{ kind: networkInterface, target: net }] } },
      { path: ownMachine, said: { categories: [mixin] } },
    ],
    'POST action': ({ machine, loose }) => [
      { path: `${machine}?action=start`, said: { categories: [startOf()] } },
      { path: `${loose}?action=start`, said: { categories: [startOf()] } },
    ],
    PUT: ({ machine, adapter, net, loose }) => [
      { path: machine, said: { categories: [compute] } },
      { path: machine, said: { categories: [compute] }, fields: { 'if-match': '*' } },
      { path: loose, said: { categories: [compute] }, fields: { 'if-none-match': '*' } },
      { path: adapter, said: between(ownMachine, net) },
      { path: '/networkinterface/new', said: between(machine, net) },
    ],
    DELETE: ({ adapter, machine, net, loose }) => [
      { path: adapter },
      { path: machine },
      { path: net },
      { path: loose },
    ],
  },
}

function filterBy({ term, scheme }: UserMixin): Readonly<Record<string, string>> {
  return { category: `${term}; scheme="${scheme}"; class="mixin"` }
}

function between(source: string, target: string): Said {
  return {
    categories: [networkInterface],
    attributes: { 'occi.core.source': source, 'occi.core.target': target },
  }
}

function startOf() {
  const start = compute.actions.find(({ term }) => term === 'start')
  if (start === undefined) throw new Error('compute has no Action start')
  return start
}
