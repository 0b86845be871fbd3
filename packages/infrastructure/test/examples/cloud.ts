import { defineExtension, Refusal, serve } from '@occi/core'
import {
  applicableActions,
  compute,
  computeStates,
  defineOsTemplate,
  defineResourceTemplate,
  infrastructure,
  transition,
} from '@occi/infrastructure'

const scheme = 'http://example.com/occi/templates#'

/** What this provider offers: one image, one size. */
const offers = defineExtension({
  name: 'example',
  mixins: [
    defineOsTemplate({
      scheme,
      term: 'debian-13',
      title: 'Debian 13',
      extras: { image: 'debian-13.qcow2' },
    }),
    defineResourceTemplate({
      scheme,
      term: 'small',
      title: 'Two cores and four gigabytes',
      values: { 'occi.compute.cores': 2, 'occi.compute.memory': 4 },
    }),
  ],
})

/** All Categories of the service. */
export const extensions = [infrastructure({ legacy11: true }), offers]

/** The glue between compute instances and what runs them. */
export const machines = serve(compute, {
  create(draft) {
    draft.attributes['occi.compute.state'] = computeStates.initial
    draft.actions = applicableActions(computeStates, computeStates.initial)
  },

  action(draft, action) {
    const next = transition(computeStates, draft.attributes['occi.compute.state'], action)
    if (next === undefined) throw new Refusal(`${action.term} is not applicable now`, { status: 409 })
    draft.attributes['occi.compute.state'] = next
    draft.actions = applicableActions(computeStates, next)
  },
})
