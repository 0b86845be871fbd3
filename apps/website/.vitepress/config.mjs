import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import { repositoryLinks } from './repository-links.mjs'

const root = join(import.meta.dirname, '../../..')

export default defineConfig({
  title: 'OCCI',
  description: 'A standard, self-describing front door for anything that is managed',
  srcDir: './pages',
  outDir: './dist',
  cacheDir: './.vitepress/cache',
  // A folder is shown by its README.
  rewrites: (path) => path.replace(/(^|\/)README\.md$/, '$1index.md'),
  lastUpdated: false,
  markdown: { config: (md) => repositoryLinks(md, root), languageAlias: { console: 'shellsession' } },
  themeConfig: {
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: 'https://github.com/occi-framework/occi' }],
    nav: [
      { text: 'Tutorial', link: '/docs/tutorial' },
      { text: 'Documentation', link: '/docs/' },
      { text: 'API', link: '/api/index.html', target: '_self' },
    ],
    sidebar: [
      {
        text: 'Begin',
        items: [
          { text: 'What it is', link: '/' },
          { text: 'OCCI in two pages', link: '/docs/occi' },
          { text: 'Tutorial: a print queue', link: '/docs/tutorial' },
          { text: 'The IaaS demo', link: '/apps/iaas-demo/' },
          { text: 'Moving from pyssf', link: '/docs/from-pyssf' },
        ],
      },
      {
        text: 'Add',
        items: [
          { text: 'a Backend', link: '/docs/add-a-backend' },
          { text: 'an extension', link: '/docs/add-an-extension' },
          { text: 'a Rendering', link: '/docs/add-a-rendering' },
          { text: 'a Registry', link: '/docs/add-a-registry' },
        ],
      },
      {
        text: 'Look up',
        items: [
          { text: 'Mount a service', link: '/docs/mount-a-service' },
          { text: 'Running in production', link: '/docs/production' },
          { text: 'Security', link: '/docs/security' },
          { text: 'Errors', link: '/docs/errors' },
          { text: 'Speed', link: '/docs/benchmarks' },
          { text: 'The way of a request', link: '/docs/request-flow' },
          { text: 'Decisions', link: '/docs/decisions/' },
          { text: 'Contributing', link: '/CONTRIBUTING' },
        ],
      },
      {
        text: 'Packages',
        items: [
          'core',
          'server',
          'render-text',
          'render-json',
          'render-html',
          'registry-memory',
          'registry-sqlite',
          'infrastructure',
          'auth',
          'testing',
          'conformance',
        ].map((name) => ({ text: `@occi/${name}`, link: `/packages/${name}/` })),
      },
    ],
  },
})
