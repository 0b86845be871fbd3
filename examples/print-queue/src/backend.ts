import { Refusal, serve, type AttributesOf, type BackendEntry, type Draft } from '@occi/core'
import { hold, job, release } from './printing.ts'
import type { Job, PrintQueue } from './queue.ts'

type JobDraft = Draft<AttributesOf<typeof job>>

/** Has a print queue do what clients ask of jobs. The id of a job is the same on both sides. */
export function createBackend(queue: PrintQueue): BackendEntry {
  const change = (draft: JobDraft) => {
    if (queue.get(draft.id).state === 'printed')
      throw new Refusal('the job is printed already', { status: 409 })
    queue.change(draft.id, { copies: draft.attributes['com.example.job.copies'] ?? 1 })
  }
  return serve(job, {
    create(draft) {
      const { 'com.example.job.document': document = '', 'com.example.job.copies': copies = 1 } =
        draft.attributes
      queue.add(draft.id, document, copies)
      show(queue.get(draft.id), draft)
    },
    update: (_old, draft) => change(draft),
    replace: (_old, draft) => change(draft),
    delete({ id }) {
      queue.remove(id)
    },
    action(draft, action) {
      queue.change(draft.id, { state: action.id === hold.id ? 'held' : 'waiting' })
      show(queue.get(draft.id), draft)
    },
  })
}

/** Writes on a draft what is true of a job, and which Actions it offers now. */
export function show({ state }: Job, draft: Draft): void {
  draft.attributes['com.example.job.state'] = state
  draft.actions = { waiting: [hold], held: [release], printed: [] }[state]
}
