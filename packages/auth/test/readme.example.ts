import { anyOf, basic, bearerTokens, hashPassword, hashToken, ownerOf } from '@occi/auth'
import { infrastructure } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer } from '@occi/server'
import { listen } from '@occi/server/node'

// Hashes are made once, and stored: neither passwords nor tokens are.
const ann = { name: 'ann', password: await hashPassword('correct horse') }
const robot = { user: 'ann', hash: hashToken('occi_k4UGpWqN1gDqQm7yC6q1nq0pJm6m7d9kq3m1x5b2s8E') }

const realm = 'my cloud'
const service = createServer({
  registry: new MemoryRegistry({ owner: ownerOf }),
  renderings: textRenderings,
  extensions: [infrastructure()],
  authenticate: anyOf(basic({ realm, users: [ann] }), bearerTokens({ realm, tokens: [robot] })),
})
export const listening = await listen(service, { port: Number(process.env['PORT'] ?? 8888) })
