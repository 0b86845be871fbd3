import { existsSync } from 'node:fs'

import { chromium, type Browser } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A browser without a window, if there is one on this machine or in its packages; `undefined`: none, and that is said. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = await browserPath()
  if (executablePath !== undefined)
    return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: flags })
  console.warn(
    'The browser tests of the console were LEFT OUT: install Chromium, or name one in CHROMIUM_PATH.',
  )
  return undefined
}

async function browserPath(): Promise<string | undefined> {
  const { CHROMIUM_PATH: named } = process.env
  if (named !== undefined && named !== '') return named
  return installed.find((path) => existsSync(path)) ?? packagedPath()
}

/** The Chromium that is an npm package: for Linux on x64 alone. */
async function packagedPath(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  // It unpacks the libraries it needs where it is told that the system has none.
  process.env['VERCEL'] ??= '1'
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
