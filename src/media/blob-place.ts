/** Where bytes are kept: `Settings['blobs']`. */
export type BlobPlace =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 's3'
      readonly bucket: string
      readonly prefix: string
      readonly endpoint: string | null
      readonly region: string | null
      readonly pathStyle: boolean
    }
