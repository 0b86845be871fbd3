#!/usr/bin/env node
import { run } from './operators/command.ts'

const { text, ok } = await run(process.argv.slice(2))
if (ok) console.log(text)
else console.error(text)
process.exitCode = ok ? 0 : 1
