import { expect, test } from 'vitest'

import { attributes, html, verbatim, type Content } from './html.ts'

const hostile = `<script>alert("x")</script> & 'y'`
const escaped = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;'

test('texts are escaped, in elements and in attributes', () => {
  expect(html`<b title="${hostile}">${hostile}</b>`.toString()).toBe(`<b title="${escaped}">${escaped}</b>`)
})

test('what is safe already stays as it is; lists are joined; nothing is nothing', () => {
  const list: readonly Content[] = ['<', html`<i>${'>'}</i>`, 7, undefined, false, [html`<br />`]]
  expect(html`<p>${list}</p>`.toString()).toBe('<p>&lt;<i>&gt;</i>7<br /></p>')
})

test('a text that looks like what is safe is escaped like others', () => {
  const forged = { toString: () => '<b>' } as unknown as string
  expect(() => html`${forged}`).toThrow(TypeError)
})

test('NUL and half of a surrogate pair become the character for what is none', () => {
  expect(html`${'a\0b\ud800c\udc00👋'}`.toString()).toBe('a\ufffdb\ufffdc\ufffd👋')
})

test('attributes: true stands alone, false and undefined are left out', () => {
  const given = { value: hostile, required: true, checked: false, min: 0, max: undefined }
  expect(attributes(given).toString()).toBe(` value="${escaped}" required min="0"`)
})

test('templates lose the indentation they have here, values keep theirs', () => {
  const parts = Object.assign(['<p>\n      ', '\n    </p>'], { raw: [] })
  expect(html(parts, 'one\n   two').toString()).toBe('<p>\none\n   two\n</p>')
})

test.each(['a</style>b', 'a<!--b', '</'])('a style that holds %s would end its element', (css) => {
  expect(() => verbatim('style', css)).toThrow(RangeError)
})
