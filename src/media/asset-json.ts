import type { Asset } from '../store/asset.ts'

/** An upload as machines are told of it. */
export const assetJson = (asset: Asset) => ({
  id: asset.id,
  state: asset.state,
  type: asset.type,
  fileName: asset.fileName,
  contentType: asset.contentType,
  sizeBytes: asset.sizeBytes,
  sha256: asset.digest,
  widthPixels: asset.widthPixels,
  heightPixels: asset.heightPixels,
  durationSeconds: asset.durationSeconds,
  remark: asset.remark,
  facts: asset.facts,
  addedBy: asset.addedBy,
  createdAt: asset.createdAt,
  renditions: asset.renditions.map(({ role, contentType, sizeBytes, widthPixels, heightPixels, durationSeconds }) => ({
    ...{ role, contentType, sizeBytes, widthPixels, heightPixels, durationSeconds },
  })),
})
