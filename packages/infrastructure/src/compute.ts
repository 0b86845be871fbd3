import { defineAction, defineKind, resource, type AttributeSpecs, type AttributesOf } from '@occi/core'

import { computeActionScheme as actionScheme, infrastructureScheme as scheme } from './schemes.ts'

/** compute/action#start (GFD.224 table 4): to `active`. */
export const start = defineAction({
  scheme: actionScheme,
  term: 'start',
  title: 'Start the compute instance',
})

/** compute/action#stop (GFD.224 table 4): to `inactive`. */
export const stop = defineAction({
  scheme: actionScheme,
  term: 'stop',
  title: 'Stop the compute instance',
  attributes: {
    method: {
      default: 'poweroff',
      pattern: { enum: ['graceful', 'acpioff', 'poweroff'] },
      description: 'Stop method',
    },
  },
})

/** compute/action#restart (GFD.224 table 4): to `active`, by a stop and a start. */
export const restart = defineAction({
  scheme: actionScheme,
  term: 'restart',
  title: 'Restart the compute instance',
  attributes: {
    method: {
      default: 'cold',
      pattern: { enum: ['graceful', 'warm', 'cold'] },
      description: 'Restart method',
    },
  },
})

/** compute/action#suspend (GFD.224 table 4): to `suspended`. */
export const suspend = defineAction({
  scheme: actionScheme,
  term: 'suspend',
  title: 'Suspend the compute instance',
  attributes: {
    method: {
      default: 'suspend',
      pattern: { enum: ['hibernate', 'suspend'] },
      description: 'Suspend method',
    },
  },
})

/** compute/action#save (GFD.224 3.1): makes a new OS template of the instance, which its answer describes. */
export const save = defineAction({
  scheme: actionScheme,
  term: 'save',
  title: 'Save the compute instance as a new OS Template',
  attributes: {
    method: {
      default: 'deferred',
      pattern: { enum: ['hot', 'deferred'] },
      description: 'Save method',
    },
    name: { description: 'Requested name of the new OS Template' },
  },
})

const attributes = {
  'occi.compute.architecture': {
    pattern: { enum: ['x86', 'x64'] },
    description: 'CPU Architecture of the instance',
  },
  'occi.compute.cores': {
    type: 'integer',
    pattern: { minimum: 1 },
    description: 'Number of virtual CPU cores assigned to the instance',
  },
  'occi.compute.hostname': {
    pattern: { pattern: '^\\S+$' },
    description: 'Fully Qualified DNS hostname for the instance',
  },
  'occi.compute.share': {
    type: 'integer',
    pattern: { minimum: 0 },
    description: 'Relative number of CPU shares for the instance',
  },
  'occi.compute.memory': {
    type: 'number',
    pattern: { minimum: 0, exclusiveMinimum: true },
    description: 'Maximum RAM in gigabytes allocated to the instance',
  },
  'occi.compute.state': {
    mutability: 'server-only',
    default: 'inactive',
    pattern: { enum: ['active', 'inactive', 'suspended', 'error'] },
    description: 'Current state of the instance',
  },
  'occi.compute.state.message': {
    mutability: 'server-only',
    description: 'Human-readable explanation of the current instance state',
  },
} as const satisfies AttributeSpecs

const definition = {
  scheme,
  term: 'compute',
  title: 'Compute Resource',
  parent: resource,
  location: '/compute/',
  actions: [start, stop, restart, suspend, save],
} as const

/** infrastructure#compute (GFD.224 3.1): a virtual machine, a container. */
export const compute = defineKind({ ...definition, attributes })

/** The Kind {@link compute} with what only OCCI 1.1 had: `occi.compute.speed` (GFD.184 table 2). */
export const compute11 = defineKind({
  ...definition,
  attributes: {
    ...attributes,
    'occi.compute.speed': {
      type: 'number',
      pattern: { minimum: 0, exclusiveMinimum: true },
      description: 'CPU Clock frequency (speed) in gigahertz',
    },
  },
})

/** The states of a compute instance. */
export type ComputeState = AttributesOf<typeof compute>['occi.compute.state']
