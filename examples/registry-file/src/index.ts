export { FileRegistry } from './file-registry.ts'
