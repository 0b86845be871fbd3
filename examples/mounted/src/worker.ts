import { toFetch } from '@occi/server/fetch'
import { createNotes } from './service.ts'

let answer: ((request: Request) => Promise<Response>) | undefined

const worker = {
  /** The service is made with the first request: before that a worker may not ask for random numbers. */
  fetch(request: Request): Promise<Response> {
    answer ??= toFetch(createNotes('https://notes.example/occi'))
    return answer(request)
  },
}

// A worker's handlers are what its module exports by default.
export { worker as default }
