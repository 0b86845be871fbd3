import { defineAction, defineExtension, defineMixin, serve, type BackendEntry } from '@occi/core'
import {
  compute,
  infrastructure,
  ipNetworkInterface,
  network,
  networkInterface,
  storage,
  storageLink,
} from '@occi/infrastructure'

import type { ServerOptions } from '../src/index.ts'
import { attribute, category, inlineLink, type Opened } from './_service.ts'
import type { Recorder } from './_recorder.ts'

const scheme = 'http://example.com/occi#'

/** An Action that the Mixin {@link backup} defines. */
export const dump = defineAction({ scheme: 'http://example.com/occi/action#', term: 'dump' })

/** A Mixin with an attribute and an Action. */
export const backup = defineMixin({
  scheme,
  term: 'backup',
  location: '/backup/',
  applies: [compute],
  actions: [dump],
  attributes: { 'com.example.hour': { type: 'integer', default: 3 } },
})

/** A Mixin for nothing but being put on. */
export const billed = defineMixin({ scheme, term: 'billed', location: '/billed/', applies: [compute] })

/** A second one. */
export const watched = defineMixin({ scheme, term: 'watched', location: '/watched/', applies: [compute] })

/** What the services of these tests serve. */
export const extensions: NonNullable<ServerOptions['extensions']> = [
  infrastructure(),
  defineExtension({ name: 'example', mixins: [backup, billed, watched] }),
]

/** Five Backends, one for each Category that {@link machineWithLinks} names, and one more for Mixins that come. */
export function fiveBackends(recorder: Recorder): readonly BackendEntry[] {
  return [
    serve(compute, recorder.backend('K')),
    serve(backup, recorder.backend('A')),
    serve(billed, recorder.backend('B')),
    serve(networkInterface, recorder.backend('N')),
    serve(storageLink, recorder.backend('S')),
    serve(watched, recorder.backend('W')),
  ]
}

/** A machine with two Mixins and two Links. */
export function machineWithLinks({ net, disk }: Targets): readonly string[] {
  return [
    category(compute),
    category(backup),
    category(billed),
    attribute('occi.compute.cores', 2),
    inlineLink(net, networkInterface),
    inlineLink(disk, storageLink),
  ]
}

/** Like {@link machineWithLinks}, the first Link with a Mixin of its own. */
export function machineWithLinkMixin({ net }: Targets): readonly string[] {
  return [category(compute), inlineLink(net, networkInterface, ipNetworkInterface)]
}

/** What Links of {@link machineWithLinks} point to. */
export interface Targets {
  readonly net: string
  readonly disk: string
}

/** Makes a network and a volume. */
export async function targets({ make }: Opened): Promise<Targets> {
  return {
    net: await make('/network/', [category(network)]),
    disk: await make('/storage/', [category(storage), attribute('occi.storage.size', 1)]),
  }
}

/** All that a Registry holds, for "as it was before". */
export async function contentOf({ registry }: Pick<Opened, 'registry'>): Promise<string> {
  const system = { system: true, changesShared: true }
  const entities: unknown[] = []
  for await (const chunk of registry.list({}, system)) entities.push(...chunk)
  const mixins = [...(await registry.userMixins(system)).byId.keys()]
  return JSON.stringify({ entities, mixins, reserved: await registry.reservations() })
}
