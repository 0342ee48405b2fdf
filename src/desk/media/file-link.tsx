/** The address of a file, as a link where it is one. */
export const FileLink = ({ href }: { href: string }) =>
  /^https?:\/\//iu.test(href) ? (
    <a href={href} rel="noreferrer" dir="ltr">
      {href}
    </a>
  ) : (
    <bdi>{href}</bdi>
  )
