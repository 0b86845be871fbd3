import { toFetch } from '@occi/server/fetch'
import { createNotes } from './service.ts'

/** What is used of Deno, which brings its own types. */
declare const Deno: {
  serve(
    options: { hostname: string; port: number; onListen: (address: { port: number }) => void },
    answer: (request: Request) => Promise<Response>,
  ): unknown
}

const onListen = ({ port }: { port: number }) =>
  console.log(`Notes are taken at http://127.0.0.1:${port}/occi/note/`)
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, toFetch(createNotes('https://notes.example/occi')))
