import { expect, test } from 'vitest'

import { TestService } from './_service.ts'

const hostile = [
  `</title><script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onfocus='alert(1)' autofocus='`,
  `</textarea></select></style><svg onload=alert(1)>`,
  'javascript:alert(1)',
  `\u202e</bdi>\u2066`,
  '<!--',
  ']]>',
  '${7*7}{{7*7}}',
  'x'.repeat(20_000),
]

/** Everything that a page has one of, whatever it shows. */
function expectClean(page: string): void {
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page.match(/<title>/g)).toHaveLength(1)
  expect(page.match(/<\/main>/g)).toHaveLength(1)
  expect(page).not.toMatch(/<(img|svg|iframe|object)\b/)
  expect(page).not.toMatch(/<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*\son\w+\s*=/)
  expect(page).not.toMatch(/(href|action)="(?!\/|#|http:\/\/|https:\/\/|data:,")/)
}

test.each(hostile.map((text) => [text]))('%.40j is shown and does nothing', async (text) => {
  await using service = new TestService()
  const quoted = JSON.stringify(text)
  const path = await service.make('compute', `occi.core.title=${quoted}`, `occi.core.summary=${quoted}`)
  const queries = ['', '?edit', '?delete', '?action=stop', `?join=${encodeURIComponent(text)}`]
  for (const query of queries) expectClean(await service.page(path + query))
  const query = encodeURIComponent(text)
  for (const url of [
    ...[
      '/',
      '/compute/',
      '/?page=1',
      '/networkinterface/?new',
      `/-/?q=${query}`,
      `/networkinterface/?new&source=${query}`,
    ],
    ...[
      `/compute/?attribute=${query}&value=${query}`,
      `/compute/?with=${query}`,
      `/compute/?chosen=${query}&entity=${path}`,
    ],
    `/compute/${query.replaceAll('%2F', '')}`,
  ])
    expectClean(await service.page(url))
})

test('a Link to something that no browser should follow is no link', async () => {
  await using service = new TestService()
  const source = await service.make('compute')
  for (const target of ['javascript:alert(1)', 'https://example.com/"x'])
    await service.send('POST', '/link/', {
      headers: { 'content-type': 'text/plain', accept: 'text/plain' },
      body: [
        'Category: link; scheme="http://schemas.ogf.org/occi/core#"; class="kind"',
        `X-OCCI-Attribute: occi.core.source="${source}"`,
        `X-OCCI-Attribute: occi.core.target=${JSON.stringify(target)}`,
      ].join('\n'),
    })
  for (const url of [source, '/link/', '/?page=1']) expectClean(await service.page(url))
})

test('a hostile form comes back harmless', async () => {
  await using service = new TestService()
  for (const text of hostile) {
    const fields = [
      ['console:token', text],
      ['console:page', 'new'],
      ['console:back', text],
      ['kind', text],
      ['mixin', text],
      [`attribute:${text}`, text],
      ['attribute:occi.core.title', text],
      [`link:${text}`, text],
    ].map(([name, value]): [string, string] => [name ?? '', value ?? ''])
    const answer = await service.submit({ action: '/compute/', method: 'POST', fields })
    expect(answer.status).toBe(403)
    expectClean(answer.body)
  }
})
