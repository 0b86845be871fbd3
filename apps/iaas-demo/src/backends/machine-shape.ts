import type { AttributesOf, Draft, Entity } from '@occi/core'
import type { compute11 } from '@occi/infrastructure'

import type { Machine, MachineUpdate } from '../hypervisor/index.ts'
import { nameOf, present, textOf, type Written } from './draft.ts'
import { writeMachine } from './machine-state.ts'
import { imageOf } from './os-template.ts'

/** The attributes of compute. */
export type ComputeTypes = AttributesOf<typeof compute11>

/** What a machine is built like. */
export type Shape = Pick<MachineUpdate, 'cores' | 'memory' | 'architecture' | 'imageId'>

/** What is asked of the machine; what is not said of its shape stays as it is. */
export function wanted(draft: Draft<ComputeTypes>): MachineUpdate & { readonly name: string } {
  const { attributes } = draft
  return {
    ...{ name: nameOf(draft), hostname: attributes['occi.compute.hostname'] },
    share: attributes['occi.compute.share'],
    sshKey: textOf(attributes, 'occi.credentials.ssh.publickey'),
    userData: textOf(attributes, 'occi.compute.userdata'),
    ...shapeAsked(draft),
  }
}

function shapeAsked({ attributes, mixins }: Draft<ComputeTypes>): Shape {
  const architecture = attributes['occi.compute.architecture']
  const asked = {
    cores: attributes['occi.compute.cores'],
    memory: attributes['occi.compute.memory'],
    architecture: architecture === undefined ? undefined : architecture === 'x86' ? 'i686' : 'x86_64',
    imageId: imageOf(mixins),
  }
  return present(asked) as Shape
}

/** Writes what is true of a machine now, and keeps its shape, for no attribute tells which image it boots. */
export function showMachine(draft: Written, machine: Machine): void {
  const { cores, memory, architecture, imageId } = machine
  writeMachine(draft, machine)
  draft.extras = present({ cores, memory, architecture, imageId })
}

/** The shape that was kept with an Entity. */
export function shapeOf({ extras }: Pick<Written, 'extras'>): Shape {
  const { former: _former, ...shape } = (extras ?? {}) as Kept
  return shape
}

/** Keeps, beside the shape, the one before it. */
export function keepFormer(draft: Written, former: Shape): void {
  draft.extras = present({ ...shapeOf(draft), former: present({ ...former }) })
}

/** The shape that was kept as the one before. */
export function formerOf({ extras }: Pick<Entity, 'extras'>): Shape {
  return ((extras ?? {}) as Kept).former ?? {}
}

interface Kept extends Shape {
  readonly former?: Shape
}
