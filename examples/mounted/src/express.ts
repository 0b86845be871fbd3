import { toListener } from '@occi/server/node'
import express, { type Express } from 'express'
import { createNotes } from './service.ts'

/** The service at /occi of an Express application. It reads bodies itself: parsers come after it, or at other paths. */
export function createApp(publicUrl: string): Express {
  const app = express()
  const listener = toListener(createNotes(publicUrl))
  // Not `app.use('/occi', listener)`, which would take the path away that the service knows as its own.
  app.all('/occi/*path', listener)
  app.get('/', (_request, response) => void response.send('a page of your own'))
  return app
}
