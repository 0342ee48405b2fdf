/** How a picture lies in its file, by its own headers. */
export interface Layout {
  readonly widthPixels: number
  readonly heightPixels: number
  /** Of an animation, or the pages of a TIFF; at least 1. */
  readonly frames: number
  /** Where the picture ends; null: the format has no end. */
  readonly end: number | null
  /** Parts that hold words and not pixels, each from and to. */
  readonly words: readonly (readonly [number, number])[]
}
