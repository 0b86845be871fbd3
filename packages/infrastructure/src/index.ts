export { infrastructure, type InfrastructureOptions } from './extension.ts'

export { compute, compute11, restart, save, start, stop, suspend, type ComputeState } from './compute.ts'
export { down, network, up, type NetworkState } from './network.ts'
export {
  backup,
  offline,
  online,
  resize,
  snapshot,
  storage,
  storage11,
  type StorageState,
} from './storage.ts'
export { networkInterface, type NetworkInterfaceState } from './network-interface.ts'
export { storageLink, type StorageLinkState } from './storage-link.ts'
export { ipNetwork, ipNetworkInterface } from './ip-network.ts'
export { sshKey } from './credentials.ts'
export { userData } from './contextualization.ts'
export {
  defineOsTemplate,
  defineResourceTemplate,
  osTemplate,
  resourceTemplate,
  type OsTemplateSpec,
  type ResourceTemplateSpec,
  type TemplateValues,
} from './templates.ts'
export {
  applicableActions,
  computeStates,
  networkInterfaceStates,
  networkStates,
  storage11States,
  storageLinkStates,
  storageStates,
  transition,
  type StateMachine,
  type Transition,
} from './state-machines.ts'
