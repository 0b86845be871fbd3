import type { Action, Kind } from '@occi/core'

import { compute, restart, save, start, stop, suspend, type ComputeState } from './compute.ts'
import { networkInterface, type NetworkInterfaceState } from './network-interface.ts'
import { down, network, up, type NetworkState } from './network.ts'
import { storageLink, type StorageLinkState } from './storage-link.ts'
import {
  backup,
  offline,
  online,
  resize,
  snapshot,
  storage,
  storage11,
  type StorageState,
} from './storage.ts'

/** One of the state diagrams of GFD.224 as data. */
export interface StateMachine<State extends string = string> {
  /** The Kind whose instances it describes. */
  readonly kind: Kind
  /** The attribute that holds the state. */
  readonly attribute: string
  /** The state of a new instance. */
  readonly initial: State
  /** The states that lead to deletion. A service may delete from others too, as if the instance were stopped first. */
  readonly final: readonly State[]
  /** What leads from a state to a state. */
  readonly transitions: readonly Transition<State>[]
  /** The state after a transition that failed; the reason belongs into the attribute `<attribute>.message`. */
  readonly failure: State
}

/** One arrow of a state diagram. */
export interface Transition<State extends string = string> {
  readonly from: State
  /** The Action that causes it. Missing: the service does it by itself. */
  readonly action?: Action
  readonly to: State
}

/** GFD.224 figure 2, with restart and save, which the figure lacks, and the ways out of `error`. */
export const computeStates: StateMachine<ComputeState> = {
  kind: compute,
  attribute: 'occi.compute.state',
  initial: 'inactive',
  final: ['inactive', 'error'],
  transitions: [
    { from: 'inactive', action: start, to: 'active' },
    { from: 'active', action: stop, to: 'inactive' },
    { from: 'active', action: restart, to: 'active' },
    { from: 'active', action: suspend, to: 'suspended' },
    { from: 'active', action: save, to: 'active' },
    { from: 'suspended', action: start, to: 'active' },
    { from: 'error', action: start, to: 'active' },
  ],
  failure: 'error',
}

/** GFD.224 figure 3; a network in `error` can be deleted. */
export const networkStates: StateMachine<NetworkState> = {
  kind: network,
  attribute: 'occi.network.state',
  initial: 'inactive',
  final: ['inactive', 'error'],
  transitions: [
    { from: 'inactive', action: up, to: 'active' },
    { from: 'active', action: down, to: 'inactive' },
  ],
  failure: 'error',
}

/** GFD.224 figure 5; a storage in `error` can be deleted. */
export const storageStates: StateMachine<StorageState> = {
  kind: storage,
  attribute: 'occi.storage.state',
  initial: 'offline',
  final: ['offline', 'error'],
  transitions: [
    { from: 'offline', action: online, to: 'online' },
    { from: 'online', action: offline, to: 'offline' },
  ],
  failure: 'error',
}

/**
 * {@link storageStates} with the Actions of OCCI 1.1 (GFD.184 figure 5). They start from `online` and lead back there; the states that
 * OCCI 1.1 had on the way (`backup`, `snapshot`, `resize`) are not shown, because OCCI 1.2 clients do not know them.
 */
export const storage11States: StateMachine<StorageState> = {
  ...storageStates,
  kind: storage11,
  transitions: [
    ...storageStates.transitions,
    { from: 'online', action: backup, to: 'online' },
    { from: 'online', action: snapshot, to: 'online' },
    { from: 'online', action: resize, to: 'online' },
  ],
}

/** GFD.224 figure 6: without Actions, the service attaches and detaches by itself. */
export const networkInterfaceStates: StateMachine<NetworkInterfaceState> = {
  kind: networkInterface,
  attribute: 'occi.networkinterface.state',
  initial: 'inactive',
  final: ['inactive', 'error'],
  transitions: [
    { from: 'inactive', to: 'active' },
    { from: 'active', to: 'inactive' },
  ],
  failure: 'error',
}

/** GFD.224 figure 8: the same as for networkinterface. */
export const storageLinkStates: StateMachine<StorageLinkState> = {
  ...networkInterfaceStates,
  kind: storageLink,
  attribute: 'occi.storagelink.state',
}

/**
 * The Actions that lead out of a state (out of the initial one if there is none yet), in the Kind's order: what a Backend sets as
 * `draft.actions`.
 * @param kind the Kind whose Actions are offered; give `draft.kind` where it may be another than the machine's
 */
export function applicableActions<State extends string>(
  machine: StateMachine<State>,
  state: NoInfer<State> | undefined,
  kind: Pick<Kind, 'actions'> = machine.kind,
): readonly Action[] {
  return kind.actions.filter((action) => transition(machine, state, action) !== undefined)
}

/** The state that an Action leads to from a state (from the initial one if there is none yet); `undefined`: it is not applicable there. */
export function transition<State extends string>(
  machine: StateMachine<State>,
  state: NoInfer<State> | undefined,
  action: Pick<Action, 'id'>,
): State | undefined {
  const from = state ?? machine.initial
  return machine.transitions.find((arrow) => arrow.from === from && arrow.action?.id === action.id)?.to
}
