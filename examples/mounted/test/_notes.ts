import { expect } from 'vitest'

/** Uses the service that is mounted at /occi as a client does: discovers, makes, looks, is refused. `send` asks for a path. */
export async function useNotes(
  send: (path: string, init?: RequestInit) => Promise<Response>,
  publicUrl: string,
): Promise<void> {
  const all = await send('/occi/-/')
  expect(await all.text()).toContain('Category: note; scheme="http://example.com/occi#"')

  const body = 'Category: note; scheme="http://example.com/occi#"\nX-OCCI-Attribute: com.example.text="Grüße"'
  const made = await send('/occi/note/', { method: 'POST', headers: { 'content-type': 'text/plain' }, body })
  expect(made.status).toBe(201)
  const location = made.headers.get('location') ?? ''
  expect(location.startsWith(`${publicUrl}/note/`)).toBe(true)

  const path = `/occi${location.slice(publicUrl.length)}`
  const shown = await send(path)
  expect(await shown.text()).toContain('X-OCCI-Attribute: com.example.text="Grüße"')
  const listed = await send('/occi/note/', { headers: { accept: 'text/uri-list' } })
  expect((await listed.text()).split('\n')).toContain(location)

  const refused = await send('/occi/note/', { method: 'POST', body: body.replace('note', 'nothing') })
  expect(refused.status).toBe(400)
  expect((await send(path, { method: 'DELETE' })).status).toBe(200)
  expect((await send(path)).status).toBe(404)
}
