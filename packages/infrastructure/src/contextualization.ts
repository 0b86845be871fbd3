import { defineMixin } from '@occi/core'

import { compute } from './compute.ts'

/** compute#user_data (GFD.224 3.5.2.2): what a compute instance executes as the last step of its boot. */
export const userData = defineMixin({
  scheme: 'http://schemas.ogf.org/occi/infrastructure/compute#',
  term: 'user_data',
  title: 'Contextualization Mixin',
  applies: [compute],
  location: '/mixin/user_data/',
  attributes: {
    // GFD.224 table 14 says "Mutable" and "cannot be updated": given once, with the Mixin.
    'occi.compute.userdata': {
      mutability: 'write-once',
      required: true,
      description:
        'Contextualization data (e.g., script, executable) that the client supplies once and only once. It cannot be updated.',
    },
  },
})
