export { toFetch, type FetchOptions } from './adapters/fetch-edge.ts'
