import type { Backend } from '@occi/core'

import type { Attachment, AttachmentSpec, Hypervisor } from '../hypervisor/index.ts'
import { fill, present, textOf, write, type Written } from './draft.ts'
import { linkBackend } from './link.ts'

/** Volumes attached to machines; and containers of a CDMI service (GFD.224 3.4.3), which the hypervisor does not attach. */
export function storageLinkBackend(hypervisor: Hypervisor): Backend {
  return linkBackend({
    attach: (machineId, volumeId, spec) => hypervisor.attachVolume(machineId, volumeId, spec),
    get: (id) => hypervisor.getAttachment(id),
    change: (id, machineId, volumeId, spec) =>
      hypervisor.updateAttachment(id, { machineId, volumeId, ...spec }),
    detach: (id) => hypervisor.detachVolume(id),
    asked,
    show: writeAttachment,
    showOutside(draft) {
      // GFD.224 3.4.3: the device is the object's id, with which its URI ends.
      fill(draft, 'occi.storagelink.deviceid', /[^/]*$/.exec(draft.target?.location ?? '')?.[0])
      write(draft, 'occi.storagelink.state', 'inactive')
    },
  })
}

/** Writes what is true of an attachment now. */
export function writeAttachment(draft: Written, { device, mountpoint, state }: Attachment): void {
  write(draft, 'occi.storagelink.deviceid', device)
  write(draft, 'occi.storagelink.mountpoint', mountpoint)
  write(draft, 'occi.storagelink.state', state)
  draft.extras = present({ device, mountpoint })
}

type Spec = Omit<AttachmentSpec, 'id'>

function asked({ attributes }: Pick<Written, 'attributes'>): Spec {
  const device = textOf(attributes, 'occi.storagelink.deviceid')
  const mountpoint = textOf(attributes, 'occi.storagelink.mountpoint')
  return device === undefined ? { mountpoint } : { device, mountpoint }
}
