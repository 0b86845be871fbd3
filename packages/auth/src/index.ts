export { anyOf } from './any-of.ts'
export type { Authenticator, Identity, Verdict } from './authenticator.ts'
export { basic, type BasicOptions } from './basic.ts'
export { bearerJwt, type BearerJwtOptions } from './bearer-jwt.ts'
export {
  bearerTokens,
  createToken,
  hashToken,
  type ApiToken,
  type BearerTokensOptions,
  type FindToken,
} from './bearer-tokens.ts'
export { hasRole, isIdentity, ownerOf } from './identity.ts'
export type { JwtKeys, KeyOptions } from './jwt-keys.ts'
export { keystone, type KeystoneOptions } from './keystone.ts'
export { defaultCost, hashPassword, needsRehash, verifyPassword, type HashCost } from './password.ts'
export type { PasswordOptions } from './passwords.ts'
export type { RecentOptions } from './recent-passwords.ts'
export type { FindUser, User } from './users.ts'
