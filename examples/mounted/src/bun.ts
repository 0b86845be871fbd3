import { toFetch } from '@occi/server/fetch'
import { createNotes } from './service.ts'

/** What is used of Bun; in a project for Bun the types come from `@types/bun`. */
declare const Bun: {
  serve(options: { hostname: string; port: number; fetch: (request: Request) => Promise<Response> }): {
    readonly url: URL
  }
}

const answer = toFetch(createNotes('https://notes.example/occi'))
const { url } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: answer })
console.log(`Notes are taken at ${url.origin}/occi/note/`)
