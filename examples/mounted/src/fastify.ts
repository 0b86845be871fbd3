import { toListener } from '@occi/server/node'
import { fastify, type FastifyInstance } from 'fastify'
import { createNotes } from './service.ts'

/** The service at /occi of a Fastify application. It reads bodies itself: there, Fastify does not. */
export function createApp(publicUrl: string): FastifyInstance {
  const app = fastify()
  const listener = toListener(createNotes(publicUrl))
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all('/occi/*', (request, reply) => {
      reply.hijack()
      listener(request.raw, reply.raw)
    })
  })
  app.get('/', () => 'a page of your own')
  return app
}
