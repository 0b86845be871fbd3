import type { OcciReply } from '@occi/core'
import { verbatim, type SafeHtml } from '../html.ts'
import { consoleScript } from './script.ts'

/** The style and the script of every page, and the header fields that let nothing else run. */
export interface Policy {
  readonly style: SafeHtml
  readonly script: SafeHtml
  /** The same on every page. */
  readonly headers: () => Promise<NonNullable<OcciReply['headers']>>
}

/** @throws RangeError for a style sheet that would end its element */
export function createPolicy(css: string): Policy {
  const [style, script] = [verbatim('style', css), verbatim('script', consoleScript)]
  let headers: Promise<NonNullable<OcciReply['headers']>> | undefined
  return { style, script, headers: () => (headers ??= headersFor(css, consoleScript)) }
}

async function headersFor(css: string, script: string): Promise<NonNullable<OcciReply['headers']>> {
  const policy = [
    "default-src 'none'",
    `style-src '${await hashOf(css)}'`,
    `script-src '${await hashOf(script)}'`,
    "connect-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
  return [
    ['Content-Security-Policy', policy.join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    // Not `no-referrer`: with it browsers send forms with the Origin `null`.
    ['Referrer-Policy', 'same-origin'],
    // Pages hold tokens, and show what is there now.
    ['Cache-Control', 'no-store'],
  ]
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}
