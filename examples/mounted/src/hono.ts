import { toFetch } from '@occi/server/fetch'
import { Hono } from 'hono'
import { createNotes } from './service.ts'

/** The service at /occi of a Hono application. */
export function createApp(publicUrl: string): Hono {
  const answer = toFetch(createNotes(publicUrl))
  return new Hono()
    .get('/', (context) => context.text('a page of your own'))
    .all('/occi/*', (context) => answer(context.req.raw))
}
