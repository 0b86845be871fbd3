import { attachmentOf } from './attachment.ts'
import { interfaceOf } from './interface.ts'

import type { Attachment, AttachmentRow } from './attachment.ts'
import type { Events } from './events.ts'
import type { Interface, InterfaceRow } from './interface.ts'
import type { HypervisorStore } from './store.ts'

/** The links whose state, or gateway, a change may move. */
export interface Followers {
  readonly interfaces?: readonly InterfaceRow[]
  readonly attachments?: readonly AttachmentRow[]
}

/**
 * Call before a change of a machine, network or volume; call what it returns after the change,
 * to tell of each interface and attachment that has followed.
 */
export function following(store: HypervisorStore, events: Events, followers: Followers): () => void {
  const interfaces = (followers.interfaces ?? []).map((row) => interfaceOf(store, row))
  const attachments = (followers.attachments ?? []).map((row) => attachmentOf(store, row))
  return () => {
    for (const old of interfaces) tellInterface(store, events, old)
    for (const old of attachments) tellAttachment(store, events, old)
  }
}

function tellInterface(store: HypervisorStore, events: Events, old: Interface): void {
  const row = store.interfaces.get(old.id)
  const now = row && interfaceOf(store, row)
  if (now === undefined || (now.state === old.state && now.gateway === old.gateway)) return
  events.emit({ type: 'interface', interface: now })
}

function tellAttachment(store: HypervisorStore, events: Events, old: Attachment): void {
  const row = store.attachments.get(old.id)
  const now = row && attachmentOf(store, row)
  if (now !== undefined && now.state !== old.state) events.emit({ type: 'attachment', attachment: now })
}
