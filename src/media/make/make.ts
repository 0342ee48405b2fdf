import type { Order, Work } from './workshop.ts'

/** Makes what there is to make of a file of a type; what it needs is loaded with the first of the type. @throws Refusal `unsafe-file` */
export const makeRenditions = async (order: Order): Promise<Work> => {
  switch (order.type) {
    case 'picture':
      return (await import('./pictures.ts')).makePicture(order)
    case 'video':
      return (await import('./videos.ts')).makeVideo(order)
    case 'graphic':
      return (await import('./graphics.ts')).makeGraphic(order)
    case 'file':
      return (await import('./graphics.ts')).makeFile(order)
  }
}
