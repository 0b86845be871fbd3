import base from '../../tsup.base.ts'

// What is measured is not bundled: it is imported from the tree it belongs to (see src/service/packages.ts).
export default {
  ...base,
  entry: {
    main: 'src/main.ts',
    server: 'src/http/processes/server.ts',
    bare: 'src/http/processes/bare.ts',
    load: 'src/http/processes/load.ts',
    registry: 'src/registry/process.ts',
    demo: '../iaas-demo/src/main.ts',
  },
}
