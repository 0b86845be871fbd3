import { infrastructure } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { consoleCss, createConsole } from '@occi/render-html'
import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'
import { createServer } from '@occi/server'
import { listen } from '@occi/server/node'

const look = `
:root { --accent: #2b4c9b; --tint: #e6ebf7; --display: var(--text); }
@media (prefers-color-scheme: dark) { :root { --accent: #9db7f5; --tint: #1f2a47; } }
`

export const server = createServer({
  registry: new MemoryRegistry(),
  extensions: [infrastructure()],
  renderings: [
    ...textRenderings,
    occiJson,
    createConsole({
      title: 'Blue Cloud',
      css: consoleCss + look,
      links: [{ label: 'Help desk', href: 'https://help.example/' }],
    }),
  ],
})
export const listening = await listen(server, { port: Number(process.env['PORT'] ?? 8888) })
