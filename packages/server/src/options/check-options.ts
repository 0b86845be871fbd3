import { OcciError } from '@occi/core'
import type { ServerOptions } from '../options.ts'
import { defaultLimits, type Limits } from './limits.ts'

/** Limits that may be 0. */
const mayBeNone: ReadonlySet<string> = new Set([
  'waiting',
  'stopTime',
  'finishTime',
  'conditions',
  'links',
  'mixins',
])

const functions = ['authenticate', 'who', 'authorize', 'quotas', 'reconcile', 'audit', 'log'] as const

/**
 * Checks what a service is made of before anything is made of it.
 * @throws OcciError `invalid-definition`
 */
export function checkOptions(options: ServerOptions): void {
  const { registry, renderings } = options as Partial<ServerOptions>
  if (typeof registry?.commit !== 'function') throw wrong('registry', registry, 'a Registry')
  if (!Array.isArray(renderings) || renderings.length === 0)
    throw wrong('renderings', renderings, 'one Rendering or more')
  for (const name of functions) {
    const given: unknown = options[name]
    if (given !== undefined && typeof given !== 'function') throw wrong(name, given, 'a function')
  }
  checkLimits(options.limits ?? {})
  checkAddress(options)
  checkProbes(options)
}

function checkLimits(limits: Partial<Limits>): void {
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(defaultLimits, name))
      throw wrong(
        `limits.${name}`,
        value,
        `nothing: there is no such limit, but ${Object.keys(defaultLimits).join(', ')}`,
      )
    const least = mayBeNone.has(name) ? 0 : Number.MIN_VALUE
    if (typeof value !== 'number' || !(value >= least))
      throw wrong(`limits.${name}`, value, least === 0 ? 'a number from 0' : 'a number above 0')
  }
}

function checkAddress({ publicUrl, prefix, allowedHosts = [], trustProxy }: ServerOptions): void {
  if (publicUrl !== undefined && !/^https?:\/\/[^/?#]+(\/[^?#]*)?$/.test(publicUrl))
    throw wrong('publicUrl', publicUrl, 'an absolute URL such as https://cloud.example/occi')
  if (prefix !== undefined && !/^(\/[^/?#]+)*\/?$/.test(prefix))
    throw wrong('prefix', prefix, 'a path such as /occi')
  const odd = allowedHosts.find((host) => !/^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])$/.test(host))
  if (odd !== undefined) throw wrong('allowedHosts', odd, 'names of hosts without port')
  if (trustProxy === undefined) return
  const { fields, hops = 1 } = trustProxy
  if (fields !== 'forwarded' && fields !== 'x-forwarded')
    throw wrong('trustProxy.fields', fields, '"forwarded" or "x-forwarded"')
  if (!Number.isInteger(hops) || hops < 1) throw wrong('trustProxy.hops', hops, 'a whole number from 1')
}

function checkProbes({ probes, metrics }: ServerOptions): void {
  if (probes === undefined || probes === false) return
  const paths = Object.entries(probes).filter(([, path]) => path !== undefined)
  for (const [name, path] of paths) {
    if (!/^\/[^/?#]+(\/[^/?#]+)*$/.test(path)) throw wrong(`probes.${name}`, path, 'a path such as /healthz')
    if (paths.some(([other, same]) => other !== name && same === path))
      throw wrong(`probes.${name}`, path, 'a path of its own')
  }
  if (probes.metrics !== undefined && metrics?.text === undefined)
    throw wrong('metrics', metrics, 'measures that can be told, for probes.metrics')
}

function wrong(name: string, given: unknown, wanted: string): OcciError {
  return new OcciError('invalid-definition', `the option ${name} is ${shown(given)}; wanted is ${wanted}`)
}

function shown(given: unknown): string {
  if (typeof given === 'object' && given !== null) return Array.isArray(given) ? 'a list' : 'an object'
  return typeof given === 'function' ? 'a function' : JSON.stringify(given)
}
