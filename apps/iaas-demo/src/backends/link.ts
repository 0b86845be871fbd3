import type { Backend, Call, Draft, Entity } from '@occi/core'

import { isWhole, type Written } from './draft.ts'

/** How a sort of Links is told to the hypervisor, to which they are things of a machine. */
export interface LinkGlue<Spec extends object, Thing> {
  attach(machineId: string, targetId: string, spec: Spec & { readonly id: string }): Promise<Thing>
  get(id: string): Promise<Thing>
  /** Changes the thing; another machine or target moves it there. */
  change(id: string, machineId: string, targetId: string, spec: Partial<Spec>): Promise<Thing>
  detach(id: string): Promise<void>
  /** What the client asks for; an absent member leaves it to the hypervisor. */
  asked(link: Pick<Entity, 'attributes'>): Spec
  /** Writes what is true of the thing, and in `extras` the Spec that makes it again. */
  show(draft: Written, thing: Thing): void
  /** Writes what is true of a Link whose target lies outside of the service. */
  showOutside(draft: Draft): void
}

/** Links from machines to what they use. The hypervisor knows nothing of one that leads out of the service. */
export function linkBackend<Spec extends object, Thing>(glue: LinkGlue<Spec, Thing>): Backend {
  const backend = new LinkBackend(glue)
  return {
    create: (draft, call) => backend.create(draft, call),
    retrieve: (draft) => backend.retrieve(draft),
    update: (old, draft, { undo }) => backend.change(old, draft, undo),
    replace: (old, draft, { undo }) => backend.change(old, draft, undo),
    delete: (link, call) => backend.delete(link, call),
  }
}

class LinkBackend<Spec extends object, Thing> {
  readonly #glue: LinkGlue<Spec, Thing>

  constructor(glue: LinkGlue<Spec, Thing>) {
    this.#glue = glue
  }

  async create(draft: Draft, call: Call): Promise<void> {
    if (isWhole(call)) await this.#attach(draft, this.#glue.asked(draft))
    else if (call.operation === 'associate') await this.retrieve(draft)
  }

  async retrieve(draft: Draft): Promise<void> {
    if (endsOf(draft) !== undefined) this.#glue.show(draft, await this.#glue.get(draft.id))
  }

  async change(old: Entity, draft: Draft, undo: boolean): Promise<void> {
    const [before, after] = [endsOf(old), endsOf(draft)]
    const spec = undo ? keptOf<Spec>(draft) : this.#glue.asked(draft)
    if (before === undefined) await this.#attach(draft, spec)
    else if (after === undefined) await this.#letGo(draft)
    else {
      const asked = undo ? spec : differing(this.#glue.asked(old), spec)
      this.#glue.show(draft, await this.#glue.change(draft.id, ...after, asked))
    }
  }

  async delete(link: Entity, call: Call): Promise<void> {
    if (isWhole(call) && endsOf(link) !== undefined) await this.#glue.detach(link.id)
  }

  async #attach(draft: Draft, spec: Spec): Promise<void> {
    const ends = endsOf(draft)
    if (ends === undefined) this.#glue.showOutside(draft)
    else this.#glue.show(draft, await this.#glue.attach(...ends, { ...spec, id: draft.id }))
  }

  async #letGo(draft: Draft): Promise<void> {
    await this.#glue.detach(draft.id)
    delete draft.extras
    this.#glue.showOutside(draft)
  }
}

/** The machine, and what it is joined to; `undefined`: that lies outside of the service. */
function endsOf(link: Entity | Draft): [string, string] | undefined {
  const { source, target } = link as Pick<Draft, 'source' | 'target'>
  return source?.id === undefined || target?.id === undefined ? undefined : [source.id, target.id]
}

function keptOf<Spec>({ extras = {} }: Pick<Draft, 'extras'>): Spec {
  return extras as Spec
}

function differing<Spec extends object>(old: Spec, now: Spec): Partial<Spec> {
  const before = new Map<string, unknown>(Object.entries(old))
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => value !== before.get(name)),
  ) as Partial<Spec>
}
