import { bearerJwt } from '@occi/auth'

export const tokensOfIssuer = bearerJwt({
  realm: 'my cloud',
  issuer: 'https://id.example',
  audience: 'https://cloud.example',
  keys: new URL('https://id.example/.well-known/jwks.json'),
  user: ({ email, email_verified: verified }) => (verified === true ? String(email) : undefined),
  roles: ({ groups }) => (Array.isArray(groups) ? groups.map(String) : []),
})
