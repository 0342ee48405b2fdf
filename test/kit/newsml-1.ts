// Parts of NewsML 1.2 documents as agencies send them, for tests of what is read from them.

/** An Identification with this RevisionId and this PublicIdentifier. */
export const identifier = (
  revision = '<RevisionId PreviousRevision="0" Update="N">1</RevisionId>',
  urn = 'urn:newsml:a.example:20261123:X-1:1',
) =>
  `<Identification><NewsIdentifier><ProviderId>a.example</ProviderId><DateId>20261123</DateId><NewsItemId>X-1</NewsItemId>${revision}<PublicIdentifier>${urn}</PublicIdentifier></NewsIdentifier></Identification>`

/** A component of a text. */
export const text = (words: string, role = '') =>
  `<NewsComponent>${role === '' ? '' : `<Role FormalName="${role}"/>`}<ContentItem><MediaType FormalName="Text"/><DataContent>${words}</DataContent></ContentItem></NewsComponent>`

/** A ContentItem in a file of its own. */
export const file = (name: string, type = 'Photo') =>
  `<ContentItem Href="${name}"><MediaType FormalName="${type}"/></ContentItem>`

/** A headline. */
export const lines = '<NewsLines><HeadLine>Ferries cross again</HeadLine></NewsLines>'

/** A document of one item with this in its NewsManagement and its outermost NewsComponent. */
export const newsml = (management: string, component = lines + text('<p>Text.</p>'), identification = identifier()) =>
  `<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20261123T090000Z</DateAndTime></NewsEnvelope><NewsItem>${identification}<NewsManagement>${management}</NewsManagement><NewsComponent>${component}</NewsComponent></NewsItem></NewsML>`
