import type { Action, ActionAttributes, Backend, Draft } from '@occi/core'
import { sshKey, userData } from '@occi/infrastructure'

import type {
  Hypervisor,
  Image,
  Machine,
  MachineUpdate,
  RestartMethod,
  SaveMethod,
  StopMethod,
  SuspendMethod,
} from '../hypervisor/index.ts'
import { isWhole } from './draft.ts'
import {
  formerOf,
  keepFormer,
  shapeOf,
  showMachine,
  wanted,
  type ComputeTypes as Types,
} from './machine-shape.ts'
import { writeMachine } from './machine-state.ts'
import type { ImageTemplates } from './os-template.ts'

/**
 * Machines for compute and its Mixins: OS and resource templates, SSH key, user data. One object serves them all, for they all say
 * what one machine is to be. An update says all in one call; Mixins that come or go with it need no call of their own.
 */
export function computeBackend(hypervisor: Hypervisor, templates: ImageTemplates): Backend<Types> {
  const change = async (draft: Draft<Types>, update: MachineUpdate): Promise<void> => {
    showMachine(draft, await hypervisor.updateMachine(draft.id, update))
  }
  const backend: Backend<Types> = {
    async create(draft, call) {
      const { operation, undo } = call
      if (isWhole(call)) showMachine(draft, await boot(hypervisor, draft))
      else if (operation === 'associate' || operation === 'dissociate') {
        const former = shapeOf(draft)
        await change(draft, wanted(draft))
        // Kept so that the association can be taken back: what undoes it is not told how the machine was before.
        if (!undo) keepFormer(draft, former)
      }
    },
    async retrieve(draft) {
      writeMachine(draft, await hypervisor.getMachine(draft.id))
    },
    update: (_old, draft, { undo }) =>
      change(draft, undo ? { ...wanted(draft), ...shapeOf(draft) } : wanted(draft)),
    replace: (old, draft, call, extras) => backend.update?.(old, draft, call, extras),
    async delete(entity, call) {
      const { operation, undo, categories } = call
      if (isWhole(call)) await hypervisor.destroyMachine(entity.id)
      else if (operation === 'associate' && undo) await hypervisor.updateMachine(entity.id, formerOf(entity))
      else if (operation === 'dissociate') {
        const leaves = (mixin: { readonly id: string }) => categories.some(({ id }) => id === mixin.id)
        if (leaves(sshKey)) await hypervisor.updateMachine(entity.id, { sshKey: undefined })
        if (leaves(userData)) await hypervisor.updateMachine(entity.id, { userData: undefined })
      }
    },
    async action(draft, action, attributes) {
      const image = await invoke(hypervisor, draft, action, attributes)
      showMachine(draft, await hypervisor.getMachine(draft.id))
      return image === undefined ? undefined : { categories: [templates.of(image)] }
    },
  }
  return backend
}

/** A new machine boots at once. One whose boot cannot even begin does not stay. */
async function boot(hypervisor: Hypervisor, draft: Draft<Types>): Promise<Machine> {
  const { id } = draft
  const [defaultImage] = await hypervisor.listImages()
  const smallest = { cores: 1, memory: 1, imageId: defaultImage?.id }
  await hypervisor.createMachine({ id, ...smallest, ...wanted(draft) })
  try {
    return await hypervisor.startMachine(id)
  } catch (error) {
    await hypervisor.destroyMachine(id)
    throw error
  }
}

async function invoke(
  hypervisor: Hypervisor,
  { id, owner: project }: Draft<Types>,
  { term }: Action,
  { method, name }: ActionAttributes,
): Promise<Image | undefined> {
  // The methods are checked already: GFD.224 table 4 has the words of the hypervisor.
  if (term === 'start') await hypervisor.startMachine(id)
  if (term === 'stop') await hypervisor.stopMachine(id, method as StopMethod)
  if (term === 'restart') await hypervisor.restartMachine(id, method as RestartMethod)
  if (term === 'suspend') await hypervisor.suspendMachine(id, method as SuspendMethod)
  if (term !== 'save') return undefined
  const asked = typeof name === 'string' ? { name } : {}
  return hypervisor.saveMachine(id, { method: method as SaveMethod, project, ...asked })
}
