import { HypervisorError } from './errors.ts'
import { count, need, tallyOf } from './store.ts'

import type { Clock } from './clock.ts'
import type { Architecture, Machine } from './machine.ts'
import type { HypervisorStore } from './store.ts'

/** What machines boot: an operating system on a disk. */
export interface Image {
  readonly id: string
  readonly name: string
  /** The operating system, for people to read. */
  readonly os: string
  /** Gigabytes. */
  readonly sizeGb: number
  /** The architectures of machines that it runs on. */
  readonly architectures: readonly Architecture[]
  /** The machine it was saved from, which need not be there any more; a built-in image has none. */
  readonly savedFrom?: string
  /** Milliseconds since 1970; a built-in image has none. */
  readonly savedAt?: number
  /** Whose it is; nobody's is for everyone. */
  readonly project?: string
}

/** The images that a hypervisor has unless it is given others. */
export const builtInImages: readonly Image[] = [
  {
    id: 'debian-13',
    name: 'debian-13',
    os: 'Debian GNU/Linux 13',
    sizeGb: 3,
    architectures: ['x86_64', 'i686'],
  },
  {
    id: 'ubuntu-24.04',
    name: 'ubuntu-24.04',
    os: 'Ubuntu 24.04 LTS',
    sizeGb: 3.5,
    architectures: ['x86_64'],
  },
  {
    id: 'alpine-3.22',
    name: 'alpine-3.22',
    os: 'Alpine Linux 3.22',
    sizeGb: 0.2,
    architectures: ['x86_64', 'i686'],
  },
]

/** The images: those it began with, and those saved from machines. */
export class Images {
  readonly #store: HypervisorStore
  readonly #clock: Clock
  readonly #newId: () => string
  #listed: { readonly version: number; readonly images: readonly Image[] } = { version: -1, images: [] }

  /** Images of `begin` that the store does not have are put in. */
  constructor(store: HypervisorStore, clock: Clock, newId: () => string, begin: readonly Image[]) {
    this.#store = store
    this.#clock = clock
    this.#newId = newId
    for (const image of begin) {
      if (store.images.get(image.id) === undefined) this.#put({ ...image })
    }
  }

  get(id: string): Image {
    return need(this.#store.images, 'image', id)
  }

  /** The same list until an image comes or goes. */
  list(): readonly Image[] {
    const version = tallyOf(this.#store, 'images')
    if (this.#listed.version !== version) this.#listed = { version, images: this.#store.images.all() }
    return this.#listed.images
  }

  /** A copy of the machine as it is now, which the machine's later life does not touch. */
  saveFrom(machine: Machine, name: string | undefined, project: string | undefined): Image {
    const source = machine.imageId === undefined ? undefined : this.get(machine.imageId)
    const image: Image = {
      id: this.#newId(),
      name: name ?? `${machine.name} saved`,
      os: source?.os ?? 'unknown',
      sizeGb: source?.sizeGb ?? 0,
      architectures: source?.architectures ?? [machine.architecture],
      savedFrom: machine.id,
      savedAt: this.#clock.now(),
      ...(project === undefined ? {} : { project }),
    }
    this.#put(image)
    return image
  }

  delete(id: string): void {
    const { name } = this.get(id)
    const machines = this.#store.machines.by('imageId', id)
    if (machines.length > 0) {
      const sentence = `image ${name} is what ${machines.length} machines boot from`
      throw new HypervisorError('in-use', sentence, { machines: machines.map((machine) => machine.id) })
    }
    this.#store.images.delete(id)
    count(this.#store, 'images', 1)
  }

  #put(image: Image): void {
    this.#store.images.put(image)
    count(this.#store, 'images', 1)
  }
}
