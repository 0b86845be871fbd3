export { toFetch } from './adapters/fetch-edge.ts'
