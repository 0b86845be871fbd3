/** What scenarios begin with. Each step fails the scenario if the service does not do it. */
import { createdAt, idOf, type Answer, type CategoryView, type NewEntity } from '../client/index.ts'
import { expectMatch, expectStatus } from '../world/expect.ts'
import { compute, myStuff, network, networkInterface, storage } from '../world/fixture.ts'
import type { World } from '../world/world.ts'

/** The renderings that can carry the whole query interface; header fields cannot. */
export const wide = ['text/plain', 'text/occi+plain', 'application/occi+json', 'application/json'] as const

/** Renderings written in text. */
export const texts = ['text/plain', 'text/occi+plain', 'text/occi'] as const

/** Whether a scenario runs in a rendering written in text. */
export function isText({ rendering }: World): boolean {
  return texts.some((text) => text === rendering)
}

/** Renderings written in JSON. */
export const jsons = ['application/occi+json', 'application/json'] as const

/** The body of a listing that lists nothing (R-3, GFD.226 3.3). */
export function emptyListing(mediaType: string, list: 'resources' | 'links' = 'resources'): string {
  if (jsons.some((json) => json === mediaType)) return `{"${list}":[]}`
  return mediaType === 'text/occi' ? 'OK' : ''
}

/** Makes an Entity; gives its path. */
export async function made(world: World, entity: NewEntity, at?: string): Promise<string> {
  const answer = await world.client.create(entity, at)
  expectStatus(answer, 201, `creating a ${entity.kind.term}`)
  const path = createdAt(answer, world)
  expectMatch(path, /^\/.*[^/]$/, 'Location is the absolute URL of the new Entity')
  return path
}

/** Makes a compute; gives its path. */
export function madeCompute(world: World, more: Omit<NewEntity, 'kind'> = {}): Promise<string> {
  return made(world, { kind: compute, ...more })
}

/** Makes a storage of 10 GiB; gives its path. */
export function madeStorage(world: World, more: Omit<NewEntity, 'kind'> = {}): Promise<string> {
  return made(world, { kind: storage, attributes: { 'occi.storage.size': 10 }, ...more })
}

/** A compute, a network and the networkinterface between them, which the compute was created with. */
export async function madePair(world: World): Promise<{ vm: string; net: string; nic: string }> {
  const net = await made(world, { kind: network })
  const vm = await madeCompute(world, { links: [nicTo(net)] })
  const nic = (await read(world, vm)).view.links[0]?.self ?? ''
  expectMatch(nic, /^\/networkinterface\/[^/]+$/, 'the inline Link is shown with self')
  return { vm, net, nic }
}

/** An inline networkinterface. */
export function nicTo(target: string): { target: string; rel: string; category: string } {
  return { target, rel: idOf(network), category: idOf(networkInterface) }
}

/** The entity as it is now. */
export async function read(world: World, path: string): Promise<Answer> {
  const answer = await world.client.get(path)
  expectStatus(answer, 200, `reading ${path}`)
  return answer
}

/** The members of a Collection now. */
export async function listed(world: World, path: string): Promise<readonly string[]> {
  const answer = await world.client.list(path)
  expectStatus(answer, 200, `listing ${path}`)
  return answer.view.locations
}

/** Makes the user's Mixin, with members. */
export async function tagged(world: World, ...members: readonly string[]): Promise<void> {
  expectStatus(await world.client.addMixin(myStuff), 200, 'adding my_stuff')
  if (members.length > 0) expectStatus(await world.client.associate('/my_stuff/', members), 200, 'tagging')
}

/** A Category without its class. */
export function unclassed({ term, scheme }: CategoryView): CategoryView {
  return { term, scheme }
}

/** The Category lines and fields of a request in text, whatever the rendering of the run. */
export function textLine(category: CategoryView): string {
  return `${category.term}; scheme="${category.scheme}"; class="${category.class ?? 'kind'}"`
}
