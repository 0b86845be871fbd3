export type { Database, SqlValue, Statement } from './database/database.ts'
export { openDatabase, type OpenOptions } from './database/open-database.ts'
export { transaction } from './database/transaction.ts'
export { SqliteRegistry, type SqliteOptions, type SqlitePlace } from './sqlite-registry.ts'
