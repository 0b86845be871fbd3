export { listen, toListener, type ListenOptions, type Listening } from './adapters/node-edge.ts'
