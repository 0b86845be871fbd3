import type { Entity } from '@occi/core'
import { expect } from 'vitest'

import { writeAttachment, writeInterface, writeMachine, type Written } from '../src/backends/index.ts'
import { known, type Demo } from './_demo.ts'

/** Expects the service to know exactly what the hypervisor has, in its present state. */
export async function expectConsistent(demo: Demo): Promise<void> {
  const entities = new Map((await known(demo)).map((entity) => [entity.id, entity]))
  const { machines, networks, volumes, interfaces, attachments } = await demo.cloud.inventory()
  const things = [...machines, ...networks, ...volumes, ...interfaces, ...attachments]
  expect(inside(entities.values())).toEqual(things.map(({ id }) => id).toSorted())
  for (const machine of machines) {
    const entity = entities.get(machine.id)
    expectShown(entity, (draft) => writeMachine(draft, machine))
    expect(machine).toMatchObject({ name: nameOf(entity), ...asked(entity) })
    expect(entity?.extras).toMatchObject({ imageId: machine.imageId })
  }
  for (const one of interfaces) expectShown(entities.get(one.id), (draft) => writeInterface(draft, one))
  for (const one of attachments) expectShown(entities.get(one.id), (draft) => writeAttachment(draft, one))
  for (const one of interfaces) expectEnds(entities.get(one.id), one.machineId, one.networkId)
  for (const one of attachments) expectEnds(entities.get(one.id), one.machineId, one.volumeId)
  for (const { id, state, cidr } of networks) {
    const { attributes, extras, mixins } = entities.get(id) ?? {}
    expect(attributes?.['occi.network.state']).toBe(state === 'up' ? 'active' : 'inactive')
    expect(attributes?.['occi.network.address'] ?? cidr).toBe(cidr)
    // What brings the Mixin back must bring its plan back; without the Mixin nobody asks for it.
    if (mixins?.some(({ term }) => term === 'ipnetwork')) expect(extras).toMatchObject({ cidr })
  }
  for (const { id, state, sizeGb } of volumes) {
    const shown = { 'occi.storage.state': state, 'occi.storage.size': sizeGb }
    expect(entities.get(id)?.attributes).toMatchObject(shown)
  }
}

/** The ids of what the hypervisor should know: all but Links that lead out of the service. */
function inside(entities: Iterable<Entity>): readonly string[] {
  return [...entities]
    .filter((entity) => entity.type === 'resource' || entity.target.id !== undefined)
    .map(({ id }) => id)
    .toSorted()
}

function expectShown(entity: Entity | undefined, write: (draft: Written) => void): void {
  if (entity === undefined) throw new Error('the service does not know it')
  const { kind, mixins, attributes, actions } = entity
  const draft: Written = { kind, mixins, attributes: { ...attributes }, actions }
  write(draft)
  expect(attributes).toEqual(draft.attributes)
  expect(actions).toEqual(draft.actions)
}

function expectEnds(entity: Entity | undefined, source: string, target: string): void {
  expect(entity).toMatchObject({ source: { id: source }, target: { id: target } })
}

function nameOf(entity: Entity | undefined): unknown {
  return entity?.attributes['occi.core.title'] ?? entity?.id
}

/** What of the templates and of the user's key and data must be with the machine. */
function asked(entity: Entity | undefined): Readonly<Record<string, unknown>> {
  const image = (entity?.mixins.find(({ location }) => location?.startsWith('/mixin/os_tpl/'))?.extras ??
    {}) as {
    image?: string
  }
  const key = entity?.attributes['occi.credentials.ssh.publickey']
  return {
    ...(image.image === undefined ? {} : { imageId: image.image }),
    ...(key === undefined ? {} : { sshKey: key }),
  }
}
