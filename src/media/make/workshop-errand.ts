import type { RefusalCode } from '../../domain/refusal.ts'
import type { Inspection, Order, Work } from './workshop.ts'

/** What a child of the workshop is asked for, one after the other. */
export type Errand =
  | { readonly kind: 'inspect'; readonly path: string; readonly fileName: string }
  | { readonly kind: 'make'; readonly order: Order }

/** What it says: first that it is ready, then one answer to each errand. */
export type Said =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: Inspection | Work }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string; readonly field: string | null }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | null }
