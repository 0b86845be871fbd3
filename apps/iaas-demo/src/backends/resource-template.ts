import { defineExtension } from '@occi/core'
import { defineResourceTemplate } from '@occi/infrastructure'

const sizes = [
  { term: 'small', title: 'Small: 1 core and 2 GB', cores: 1, memory: 2 },
  { term: 'medium', title: 'Medium: 2 cores and 4 GB', cores: 2, memory: 4 },
  { term: 'large', title: 'Large: 8 cores and 16 GB', cores: 8, memory: 16 },
] as const

/** The sizes of machines that this cloud offers (GFD.224 3.5.2). */
export const resourceTemplates = defineExtension({
  name: 'sizes',
  mixins: sizes.map(({ term, title, cores, memory }) =>
    defineResourceTemplate({
      scheme: 'http://example.com/occi/templates/resource#',
      term,
      title,
      values: { 'occi.compute.cores': cores, 'occi.compute.memory': memory },
    }),
  ),
})
