// The process that is measured: an OCCI service over node:http.
import { doorOf } from '../../service/packages.ts'
import { createService, type ServiceSpec } from '../../service/service.ts'
import { answering } from './answering.ts'
import { usageNow, type Watch } from './usage.ts'

export type ServerQuestion =
  | { readonly ask: 'open'; readonly service: ServiceSpec }
  | { readonly ask: 'usage'; readonly watch: Watch }

answering<ServerQuestion>(async (question) => {
  if (question.ask === 'usage') return usageNow(question.watch)
  const { listen } = await doorOf(question.service.tree, 'server/node')
  const { url } = await listen(await createService(question.service), { port: 0 })
  return url
})
