import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'
import { expect, test } from 'vitest'

import { open } from './_service.ts'
import { extensions } from './_world.ts'

// What ends a line is no part of what `.` matches: an expression that looks for the end may begin anew at each character.
test.each(['?', '#', '/', '.', '%3f', ':', ' '])(
  'locations of very many "%s" are refused at once',
  async (sign) => {
    await using opened = await open({ extensions, renderings: [...textRenderings, occiJson] })
    const path = `/${sign.repeat(60_000 / sign.length)}\u2028x`
    const many = Array.from({ length: 15 }, () => path)
    const inText = { body: many.map((one) => `X-OCCI-Location: ${one}`) }
    expect((await opened.send('POST', '/backup/', inText)).status).toBe(400)
    const json = {
      headers: { 'content-type': 'application/occi+json' },
      body: JSON.stringify({ locations: many }),
    }
    expect((await opened.send('POST', '/backup/', json)).status).toBe(400)
  },
)
