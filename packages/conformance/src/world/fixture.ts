/** The Categories that the fixture service offers, as clients name them. */
import type { CategoryView } from '../client/index.ts'

const infrastructure = 'http://schemas.ogf.org/occi/infrastructure#'
const own = 'http://example.com/occi/test#'

export const entity = kind('http://schemas.ogf.org/occi/core#', 'entity')
export const resource = kind('http://schemas.ogf.org/occi/core#', 'resource', '/resource/')
export const link = kind('http://schemas.ogf.org/occi/core#', 'link', '/link/')
export const compute = kind(infrastructure, 'compute', '/compute/')
export const network = kind(infrastructure, 'network', '/network/')
export const storage = kind(infrastructure, 'storage', '/storage/')
export const networkInterface = kind(infrastructure, 'networkinterface', '/networkinterface/')
export const storageLink = kind(infrastructure, 'storagelink', '/storagelink/')
/** Has a required attribute, an enum with a default, a boolean, an array, an object, a float and one that only the server sets. */
export const job = kind(own, 'job', '/lab/job/')
/** Extends compute. */
export const gpu = kind(own, 'gpu', '/lab/gpu/')
/** A Kind of Links with an Action, `plug`. */
export const cable = kind(own, 'cable', '/cable/')

export const osTpl = mixin(infrastructure, 'os_tpl', '/mixin/os_tpl/')
export const resourceTpl = mixin(infrastructure, 'resource_tpl', '/mixin/resource_tpl/')
export const ipNetwork = mixin(
  'http://schemas.ogf.org/occi/infrastructure/network#',
  'ipnetwork',
  '/mixin/ipnetwork/',
)
/** Templates that depend on resource_tpl: 1 core and 1.5 GiB, 2 cores and 3 GiB. */
export const small = mixin('http://example.com/occi/template#', 'small', '/mixin/small/')
export const medium = mixin('http://example.com/occi/template#', 'medium', '/mixin/medium/')
/** A Mixin with an Action, `run`, an attribute, and no `applies`. */
export const backup = mixin(own, 'backup', '/mixin/backup/')
/** `agent` has an attribute; `monitored` depends on it, and has an attribute of its own with a default. */
export const agent = mixin(own, 'agent', '/mixin/agent/')
export const monitored = mixin(own, 'monitored', '/mixin/monitored/')

export const start = action('http://schemas.ogf.org/occi/infrastructure/compute/action#', 'start')
export const stop = action('http://schemas.ogf.org/occi/infrastructure/compute/action#', 'stop')
export const restart = action('http://schemas.ogf.org/occi/infrastructure/compute/action#', 'restart')
export const save = action('http://schemas.ogf.org/occi/infrastructure/compute/action#', 'save')
export const up = action('http://schemas.ogf.org/occi/infrastructure/network/action#', 'up')
export const run = action('http://example.com/occi/test/backup/action#', 'run')
export const plug = action('http://example.com/occi/test/cable/action#', 'plug')

/** The Mixin that scenarios make themselves. */
export const myStuff: CategoryView = {
  term: 'my_stuff',
  scheme: 'http://example.com/occi/my_stuff#',
  class: 'mixin',
  title: 'My stuff',
  location: '/my_stuff/',
}

function kind(scheme: string, term: string, location?: string): CategoryView {
  return { term, scheme, class: 'kind', ...(location === undefined ? {} : { location }) }
}

function mixin(scheme: string, term: string, location: string): CategoryView {
  return { term, scheme, class: 'mixin', location }
}

function action(scheme: string, term: string): CategoryView {
  return { term, scheme, class: 'action' }
}
