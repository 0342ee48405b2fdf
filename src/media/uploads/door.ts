/** The door at which an upload comes in, and for whom. */
export interface UploadDoor {
  /** Below which uploads have their addresses, `/v1/uploads`. */
  readonly path: string
  /** A person or a source; only they see an upload again before it is one of the agency's. */
  readonly by: string
  /** Every "no" as the door says it. */
  problem(error: unknown): { readonly status: number; readonly body: string }
}
