import { applicableActions, computeStates, type ComputeState } from '@occi/infrastructure'

import type { Machine, MachineState, StepKind } from '../hypervisor/index.ts'
import { write, type Written } from './draft.ts'

/** What clients see of a machine; on its way from one state to another, where it comes from. */
const states: Readonly<Record<MachineState, ComputeState>> = {
  stopped: 'inactive',
  booting: 'inactive',
  running: 'active',
  stopping: 'active',
  suspending: 'active',
  suspended: 'suspended',
  saving: 'inactive',
  failed: 'error',
}

const doing: Readonly<Record<StepKind, string>> = {
  boot: 'booting',
  resume: 'resuming',
  stop: 'stopping',
  suspend: 'suspending',
  save: 'saving',
}

/** Writes what is true of a machine now. */
export function writeMachine(draft: Written, machine: Machine): void {
  const step = machine.pending?.steps[0]?.kind
  const state = step === 'resume' ? 'suspended' : states[machine.state]
  write(draft, 'occi.compute.cores', machine.cores)
  write(draft, 'occi.compute.memory', machine.memory)
  write(draft, 'occi.compute.architecture', machine.architecture === 'i686' ? 'x86' : 'x64')
  write(draft, 'occi.compute.state', state)
  write(draft, 'occi.compute.state.message', step === undefined ? machine.message : doing[step])
  // GFD.224 figure 2: no arrow leads out of a state that is still being reached.
  draft.actions = step === undefined ? applicableActions(computeStates, state, draft.kind) : []
}
