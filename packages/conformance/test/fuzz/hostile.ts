/** Requests that nobody means well, as far as HTTP carries them. */
import { noise, randomRequest } from '../../src/random/half-right.ts'
import { oneOf, several, type Random } from '../../src/random/random.ts'
import type { Header, WireRequest } from '../../src/world/index.ts'

const segments = [
  'compute',
  'my1',
  'mixin',
  '-',
  '.well-known',
  '.',
  '..',
  '%2e%2e',
  '%2E',
  '%2f',
  '%5c',
  '%00',
  '%0d%0aX-Injected:%201',
  '%',
  '%zz',
  '%c0%ae',
  '%ff',
  '%ED%A0%80',
  '%C3%A9',
  'e%CC%81',
  '%F0%9F%8C%8D',
  '%20',
  '+',
  ';x=1',
  ':@!$',
  'a,b',
  '__proto__',
  'constructor',
  'a'.repeat(2000),
  '',
] as const

const queries = [
  '',
  '?',
  '?page=0',
  '?page=1&number=1',
  '?page=99999999999999999999',
  '?number=-1',
  '?page=1;number=1;page=2',
  '?action=',
  '?action=start&action=stop',
  '?action=__proto__',
  '?action=%0d%0aX-Injected:%201',
  '?%',
  '?a=%ff',
  `?${'a=1&'.repeat(3000)}`,
] as const

const fields: readonly [Header, ...Header[]] = [
  ['Accept', 'text/plain;q=0.1,'.repeat(2000)],
  ['Accept', ';;;,,,q=,*/*;q=x'],
  ['Accept', 'text/html'],
  ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
  ['Origin', 'http://evil.example'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Accept', 'application/occi+json;q=0, */*;q=0'],
  ['Accept-Encoding', 'gzip;q=1, *;q=0'],
  ['Authorization', `Basic ${' '.repeat(5000)}x`],
  ['Category', 'compute; '.repeat(2000)],
  ['Category', `compute; scheme="${'a'.repeat(8000)}`],
  ['Category', '__proto__; scheme="http://x.example/#"; class="mixin"'],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'br, gzip'],
  ['Content-Type', ';;,text'],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Type', 'text/occi'],
  ['Cookie', 'a=b; '.repeat(500)],
  ['Forwarded', 'host=evil.example;proto=https'],
  ['If-Match', '"'.repeat(3000)],
  ['If-None-Match', '*, W/"x", "'],
  ['If-Modified-Since', 'yesterday'],
  ['Link', '<'.repeat(5000)],
  ['Link', `</compute/my1>; ${'rel="x"; '.repeat(1000)}`],
  ['Range', 'bytes=0-1'],
  ['User-Agent', 'OCCI/99.1'],
  ['User-Agent', `OCCI/1.${'9'.repeat(5000)}`],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-OCCI-Attribute', '"\\'.repeat(4000)],
  ['X-OCCI-Attribute', `occi.compute.cores=${'9'.repeat(5000)}`],
  ['X-OCCI-Attribute', 'a=1,'.repeat(3000)],
  ['X-OCCI-Location', ','.repeat(8000)],
  ['X-OCCI-Location', `http://${'a.'.repeat(2000)}example/`],
]

const json = 'application/occi+json'
const text = 'text/plain'
const form = 'application/x-www-form-urlencoded'

const bodies: readonly [readonly [type: string, body: string], ...(readonly [string, string])[]] = [
  [json, '['.repeat(60_000)],
  [json, `${'{"attributes":'.repeat(20_000)}1`],
  [json, `{"kind":"x","attributes":${'{"a":'.repeat(3000)}1${'}'.repeat(3001)}`],
  [json, `{"attributes":{"occi.compute.cores":1${'0'.repeat(5000)}}}`],
  [json, '{"attributes":{"occi.compute.memory":1e400,"occi.compute.cores":-0}}'],
  [json, '{"__proto__":{"kind":"x"},"constructor":{"prototype":{"polluted":true}}}'],
  [json, '{"kind":"http://schemas.ogf.org/occi/infrastructure#compute","title":"a\\r\\nX-Injected: 1"}'],
  [json, '{"kind":"a","kind":"b"}'],
  [json, `{"resources":[${'{},'.repeat(5000)}{}]}`],
  [json, `"${'\\ud800'.repeat(5000)}"`],
  [json, '\ufeff{}'],
  [text, `${'Category: '.repeat(5000)}`],
  [text, 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"\n'.repeat(3000)],
  [text, `X-OCCI-Attribute: occi.core.title="${'\\'.repeat(20_000)}`],
  [text, `X-OCCI-Attribute: occi.compute.memory=${'1'.repeat(3000)}e${'9'.repeat(3000)}`],
  [text, `X-OCCI-Attribute: __proto__="x"\nX-OCCI-Attribute: constructor="x"`],
  [text, '\r'.repeat(20_000)],
  [text, `${' '.repeat(50_000)}x`],
  [text, '\u0000\u0001\u0002'],
  [form, `${'a=b&'.repeat(20_000)}`],
  [form, '%'.repeat(20_000)],
  [form, 'console:token=x&kind=__proto__&attribute:__proto__=x'],
  [form, 'console:method=DELETE&console:token=&console:page=//evil.example/'],
  ['text/uri-list', `${'#\r\n'.repeat(10_000)}`],
  ['text/uri-list', `http://[::1/\n//\n\\\\x\nhttp://%`],
]

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE1', 'PROPFIND'] as const

/** A request with something hostile in its path, its fields or its body. */
export function hostileRequest(random: Random): WireRequest {
  const { method, path, headers = [], ...rest } = randomRequest(random)
  const sort = random(3)
  if (sort === 0) return { method: oneOf(methods, random), path: hostilePath(random), headers }
  if (sort === 1)
    return {
      method,
      path,
      headers: [...without(headers, fields), ...several(4, random, () => oneOf(fields, random))],
      ...rest,
    }
  if (random(3) === 0 && rest.body !== undefined)
    return { method, path, headers, body: stretched(rest.body, random) }
  const [type, body] = oneOf(bodies, random)
  return { method: oneOf(['POST', 'PUT', 'DELETE'], random), path, headers: [['Content-Type', type]], body }
}

/** With a very long run of one sign somewhere: what reads it in quadratic time takes seconds. */
function stretched(text: string, random: Random): string {
  const sign = oneOf(noise, random)
  const at = random(text.length + 1)
  return `${text.slice(0, at)}${sign.repeat(60_000 / sign.length)}\u2028${text.slice(at)}`
}

function hostilePath(random: Random): string {
  const parts = Array.from({ length: 1 + random(4) }, () => oneOf(segments, random))
  return `/${parts.join('/')}${random(2) === 0 ? '/' : ''}${oneOf(queries, random)}`
}

/** A client says Content-Type and Accept once. */
function without(headers: readonly Header[], others: readonly Header[]): readonly Header[] {
  const names = new Set(others.map(([name]) => name))
  return headers.filter(([name]) => !names.has(name))
}
