import { readFileSync } from 'node:fs'
import { statusOfCode } from '@occi/server'
import { toFetch } from '@occi/server/fetch'
import { expect, test } from 'vitest'
import { PrintQueue } from '../src/queue.ts'
import { createPrinting } from '../src/service.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

interface ErrorRow {
  readonly code: string
  readonly status: number
  readonly meaning: string
  readonly sentence: string
}

const rows: readonly ErrorRow[] = [
  ...read('docs/errors.md').matchAll(/^\| `([a-z-]+)` \| (\d+) \| (.+) \| (.+) \|$/gm),
].map(([, code = '', status, meaning = '', sentence = '']) => ({
  code,
  status: Number(status),
  meaning,
  sentence,
}))

const queue = new PrintQueue()
const fetch = toFetch(createPrinting(queue))

const isA = 'Category: job; scheme="http://example.com/occi/printing#"\n'
const document = 'X-OCCI-Attribute: com.example.job.document="http://example.com/thesis.pdf"\n'
const aMixin = 'Category: mine; scheme="http://example.com/mine#"; class="mixin"; location='
const action = (term: string) => `Category: ${term}; scheme="http://example.com/occi/printing/action#"`

/** What provokes each error: method and path, body, header fields. The job at /job/1 waits, that at /job/2 is printed. */
const provoked: Readonly<
  Record<string, readonly [line: string, body?: string | undefined, headers?: Record<string, string>]>
> = {
  malformed: ['POST /job/', 'Category: job; scheme="http'],
  'invalid-query': ['GET /job/?page=zero'],
  'missing-kind': ['POST /job/', document],
  'unknown-category': ['POST /job/', isA.replace('job', 'jub') + document],
  'unknown-attribute': ['POST /job/', `${isA}${document}X-OCCI-Attribute: com.example.job.colour="red"`],
  'missing-attribute': ['POST /job/', isA],
  'invalid-value': ['POST /job/', `${isA}${document}X-OCCI-Attribute: com.example.job.copies=two`],
  'invalid-link': [
    'POST /job/',
    `${isA}${document}Link: </job/9>; rel="http://example.com/occi/printing#job"; category="http://schemas.ogf.org/occi/core#link"`,
  ],
  'unknown-location': ['POST /mine/', 'X-OCCI-Location: http://localhost/job/9'],
  'reserved-location': ['PUT /-/job', isA + document],
  'kind-change': ['PUT /job/1', 'Category: resource; scheme="http://schemas.ogf.org/occi/core#"'],
  'unknown-action': ['POST /job/1?action=burn', action('burn')],
  'not-renderable': ['GET /job/1', undefined, { accept: 'text/uri-list' }],
  refused: ['POST /job/2', 'X-OCCI-Attribute: com.example.job.copies=3'],
  forbidden: ['DELETE /-/', isA],
  immutable: ['POST /job/1', 'X-OCCI-Attribute: com.example.job.state="held"'],
  'not-found': ['GET /job/9'],
  'method-not-allowed': ['PUT /job/', isA + document],
  'not-acceptable': ['GET /job/', undefined, { accept: 'image/png' }],
  conflict: ['POST /-/', `${aMixin.replace('mine', 'yours')}"/job/"`],
  'action-refused': ['POST /job/1?action=release', action('release')],
  'precondition-failed': ['DELETE /job/1', undefined, { 'if-match': '"old"' }],
  'too-large': ['GET /job/?number=5000'],
  'uri-too-long': [`GET /job/${'x'.repeat(4995)}`],
  'unsupported-media-type': ['POST /job/', '<job/>', { 'content-type': 'text/xml' }],
  'unsupported-version': ['GET /job/', undefined, { 'user-agent': 'client OCCI/2.0' }],
}

test('the page has all codes with their statuses, in order', () => {
  expect(rows.map(({ code, status }) => [code, status])).toEqual(Object.entries(statusOfCode))
})

test('the page says of each code what the README of @occi/core says', () => {
  const readme = read('packages/core/README.md')
  for (const { code, meaning } of rows) expect(readme).toContain(`| \`${code}\` | ${meaning} |`)
})

test('clients are told what the page says', async () => {
  await send('POST /-/', `${aMixin}"/mine/"`)
  await send('PUT /job/2', isA + document)
  queue.printNext()
  await send('PUT /job/1', isA + document)
  for (const { code, status, sentence } of rows.filter((row) => Object.hasOwn(provoked, row.code))) {
    const answer = await send(...(provoked[code] ?? ['GET /']))
    const wanted = [code, code === 'refused' ? 409 : status, sentence]
    expect([code, answer.status, await answer.text()]).toEqual(wanted)
  }
})

function send(line: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
  const [method = '', path = ''] = line.split(' ')
  const init =
    body === undefined ? { headers } : { headers: { 'content-type': 'text/plain', ...headers }, body }
  return fetch(new Request(`http://localhost${path}`, { method, ...init }))
}
