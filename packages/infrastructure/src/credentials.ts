import { defineMixin } from '@occi/core'

import { compute } from './compute.ts'

/** credentials#ssh_key (GFD.224 3.5.2.1): the public key that opens a compute instance. */
export const sshKey = defineMixin({
  scheme: 'http://schemas.ogf.org/occi/infrastructure/credentials#',
  term: 'ssh_key',
  title: 'Credentials Mixin',
  applies: [compute],
  location: '/mixin/ssh_key/',
  attributes: {
    'occi.credentials.ssh.publickey': {
      required: true,
      description: 'The contents of the public key file to be injected into the Compute Resource',
    },
  },
})
