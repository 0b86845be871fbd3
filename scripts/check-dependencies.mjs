// Holds the directions of dependency-rules.mjs: prints what breaks them, and exits with 1 if anything does.
import { join } from 'node:path'
import { dependencyFaults } from './dependencies.mjs'

const faults = dependencyFaults(join(import.meta.dirname, '..'))
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exit(1)
console.log('Dependencies point the right way.')
