import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

const repository = 'https://github.com/occi-framework/occi/blob/main'

/** Links of the pages are those of the repository; here they become links between pages, and to the repository for all that is no page. */
export function repositoryLinks(md, root) {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const links = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open')
    for (const link of links) link.attrSet('href', onTheSite(link.attrGet('href'), env.relativePath, root))
  })
}

function onTheSite(href, page, root) {
  const [path, hash] = href.split('#')
  if (path === '' || /^[a-z]+:|^\//.test(path)) return href
  const target = posix.join(dirname(page), decodeURI(path))
  const anchor = hash === undefined ? '' : `#${hash}`
  if (existsSync(join(root, target, 'README.md'))) return `/${posix.join(target, '/')}${anchor}`
  if (posix.basename(target) === 'README.md') return `/${posix.join(dirname(target), '/')}${anchor}`
  if (target.endsWith('.md') || !existsSync(join(root, target))) return href
  return `${repository}/${target}${anchor}`
}
