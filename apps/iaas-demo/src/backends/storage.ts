import type { Action, ActionAttributes, AttributesOf, Backend, Draft } from '@occi/core'
import { applicableActions, storage11States, type storage } from '@occi/infrastructure'

import type { Hypervisor, Volume } from '../hypervisor/index.ts'
import { nameOf, write } from './draft.ts'

type Types = AttributesOf<typeof storage>

/** Volumes, with the Actions of OCCI 1.1. */
export function storageBackend(hypervisor: Hypervisor): Backend<Types> {
  const backend: Backend<Types> = {
    async create(draft) {
      show(draft, await hypervisor.createVolume({ id: draft.id, ...wanted(draft) }))
    },
    async retrieve(draft) {
      show(draft, await hypervisor.getVolume(draft.id))
    },
    async update(_old, draft) {
      show(draft, await hypervisor.updateVolume(draft.id, wanted(draft)))
    },
    replace: (old, draft, call, extras) => backend.update?.(old, draft, call, extras),
    delete: ({ id }) => hypervisor.destroyVolume(id),
    async action(draft, action, attributes) {
      await invoke(hypervisor, draft.id, action, attributes)
      show(draft, await hypervisor.getVolume(draft.id))
    },
  }
  return backend
}

function wanted(draft: Draft<Types>) {
  // The client must give a size, which the service has checked.
  return { name: nameOf(draft), sizeGb: draft.attributes['occi.storage.size'] ?? 0 }
}

function show(draft: Draft<Types>, { sizeGb, state }: Volume): void {
  write(draft, 'occi.storage.size', sizeGb)
  write(draft, 'occi.storage.state', state)
  draft.actions = applicableActions(storage11States, state, draft.kind)
}

async function invoke(
  hypervisor: Hypervisor,
  id: string,
  { term }: Action,
  { size }: ActionAttributes,
): Promise<void> {
  if (term === 'online') await hypervisor.onlineVolume(id)
  if (term === 'offline') await hypervisor.offlineVolume(id)
  if (term === 'backup') await hypervisor.backupVolume(id)
  if (term === 'snapshot') await hypervisor.snapshotVolume(id)
  if (term === 'resize') await hypervisor.updateVolume(id, { sizeGb: Number(size) })
}
