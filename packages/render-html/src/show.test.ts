import { describe, expect, test } from 'vitest'

import { labelOf, nameOf, plainText, showText, showValue, titleOf } from './show.ts'

describe('names for people', () => {
  test.each([
    ['Compute Resource', 'compute', 'Compute'],
    ['NetworkInterface Link', 'networkinterface', 'Network interface'],
    ['OS Template', 'os_tpl', 'OS Template'],
    ['IP Networking Mixin', 'ipnetwork', 'IP Networking'],
    [undefined, 'greeting', 'Greeting'],
    ['Link', 'link', 'Link'],
  ])('the Category %s, %s', (title, term, name) => {
    expect(nameOf(title === undefined ? { term } : { title, term })).toBe(name)
  })

  test.each([
    ['occi.core.title', 'Title'],
    ['occi.compute.state.message', 'State message'],
    ['com.example.disk_size', 'Disk size'],
    ['method', 'Method'],
    ['a.b', 'B'],
  ])('the attribute %s', (name, label) => {
    expect(labelOf(name)).toBe(label)
  })

  test.each([
    [{ 'occi.core.title': 'web' }, 'web'],
    [{ 'occi.core.title': '  ' }, '0b4a2f6e'],
    [{}, '0b4a2f6e'],
  ])('the Entity with %j', (attributes, title) => {
    expect(titleOf({ attributes, location: '/compute/0b4a2f6e-0c9d-4b6b-8d3e-1f2a3b4c5d6e' })).toBe(title)
  })
})

describe('values', () => {
  test('control characters are seen, line ends stay', () => {
    expect(showText('a\0b\u001bc\u007fd\ne').toString()).toBe('<bdi>a␀b␛c␡d\ne</bdi>')
  })

  test('a long text is folded, and whole', () => {
    const shown = showText('x'.repeat(65_536)).toString()
    expect(shown).toContain('<details')
    expect(shown).toContain('65,536 characters')
    expect(shown).toContain(`<bdi>${'x'.repeat(65_536)}</bdi>`)
  })

  test('the title of a page does not turn the direction of what follows', () => {
    expect(plainText('\u202egnp.exe\u2066')).toBe('gnp.exe')
  })

  test.each([
    [true, 'yes'],
    [2.5, '<span class="number">2.5</span>'],
    ['', '<span class="quiet">empty</span>'],
    [['a<b'], '<code><bdi>[\n &quot;a&lt;b&quot;\n]</bdi></code>'],
  ])('%j', (value, shown) => {
    expect(showValue(value).toString()).toBe(shown)
  })
})
