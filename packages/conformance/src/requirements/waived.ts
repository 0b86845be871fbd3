import type { RequirementId } from './manifest.ts'
import type { Waiver } from './requirement.ts'

const clientOnly = 'binds the client alone, and the client is a package of a later issue'

/** The requirements that are listed with a reason instead of a test: none that a package of today can show. */
export const waived = [
  {
    id: 'CORE-2',
    reason: 'says how to read the document: rows without a keyword are verified as if mandatory',
  },
  {
    id: 'HTTP-2',
    reason: 'says how to read the document: rows without a keyword are verified as if mandatory',
  },
  { id: 'HTTP-10', reason: `Accept in requests ${clientOnly}` },
  { id: 'HTTP-12', reason: `User-Agent ${clientOnly}; what the server makes of it is HTTP-18` },
  { id: 'HTTP-17', reason: `User-Agent ${clientOnly}; what the server makes of it is HTTP-18` },
  { id: 'HTTP-21', reason: `understanding status codes ${clientOnly}` },
  { id: 'HTTP-83', reason: `choosing to select and filter ${clientOnly}` },
  { id: 'HTTP-84', reason: 'speaks to the authors of later security profiles; there is none to look at' },
  { id: 'TEXT-3', reason: 'announces the plans of the working group and asks nothing of an implementation' },
  {
    id: 'H11-15',
    reason: `the format in which to send filters ${clientOnly}; that the server reads them is H11-14`,
  },
  {
    id: 'H11-26',
    reason: `the format in which to ask ${clientOnly}; that the server answers in it is TEXT-59`,
  },
  { id: 'H11-61', reason: `retrieving before a partial update ${clientOnly}` },
  { id: 'H11-67', reason: `retrieving before a full update ${clientOnly}` },
  { id: 'H11-72', reason: `what to leave out of a DELETE ${clientOnly}` },
  { id: 'H11-90', reason: `deriving from the query interface what to send ${clientOnly}` },
  {
    id: 'H11-99',
    reason:
      'permits asynchronous answers, which 1.2 dropped; the server gives none (R-40), and that is H11-125',
  },
  { id: 'H11-102', reason: `User-Agent ${clientOnly}; what the server makes of it is H11-103` },
  { id: 'H11-106', reason: `Accept in requests ${clientOnly}; what the server makes of it is H11-105` },
  {
    id: 'H11-122',
    reason: 'permits any listed status code at any point and so can be neither kept nor broken',
  },
  {
    id: 'H11-133',
    reason: `trying again after 409 ${clientOnly}; the server meets no ambiguity, each action names its Category (R-25)`,
  },
  {
    id: 'H11-140',
    reason: 'recommends tools to implementers; the grammar among them contradicts the document (X-15)',
  },
  {
    id: 'I-030',
    reason: 'permits what the attributes of a saved template may tell; the provider defines that template',
  },
  {
    id: 'I-083',
    reason: `how to use a storagelink ${clientOnly}; the server cannot tell the purpose of a volume`,
  },
] as const satisfies readonly Waiver<RequirementId>[]
