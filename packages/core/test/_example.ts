import {
  createCatalog,
  defineAction,
  defineExtension,
  defineKind,
  Refusal,
  resource,
  serve,
} from '@occi/core'

const print = defineAction({
  scheme: 'http://example.com/occi/printer/action#',
  term: 'print',
  title: 'Print a document',
  attributes: {
    document: { required: true, pattern: { format: 'uri' } },
    copies: { type: 'integer', default: 1, pattern: { minimum: 1, maximum: 100 } },
  },
})

export const printer = defineKind({
  scheme: 'http://example.com/occi#',
  term: 'printer',
  title: 'A printer',
  parent: resource,
  location: '/printer/',
  actions: [print],
  attributes: {
    'com.example.printer.room': 'required',
    'com.example.printer.pages': { type: 'integer', mutability: 'server-only', default: 0 },
    'com.example.printer.state': { mutability: 'server-only', pattern: { enum: ['ready', 'jammed'] } },
  },
})

export const printing = defineExtension({ name: 'printing', kinds: [printer] })
export const catalog = createCatalog([printing])

export const printers = serve(printer, {
  create(draft) {
    draft.attributes['com.example.printer.state'] = 'ready'
  },
  action(draft, _action, { copies }) {
    if (draft.attributes['com.example.printer.state'] === 'jammed')
      throw new Refusal('the printer is jammed', { status: 409 })
    const pages = draft.attributes['com.example.printer.pages'] ?? 0
    draft.attributes['com.example.printer.pages'] = pages + Number(copies)
  },
})
