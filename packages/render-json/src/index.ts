export { occiJson } from './occi-json.ts'
