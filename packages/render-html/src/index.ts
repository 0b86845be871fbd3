export { createConsole } from './console.ts'
export type { ConsoleOptions } from './options.ts'
export { consoleCss } from './assets/css.ts'
