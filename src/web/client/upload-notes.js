/** Which uploads were begun in this browser and where the server keeps them: each under the name, size and date of its file, for a day. */

const notePrefix = 'dateline-upload '
const keptMs = 24 * 3_600_000

/** Under what an upload of a file is noted. @param {File} file */
export const noteOf = file => `${notePrefix}${file.name} ${file.size} ${file.lastModified}`

/** @typedef {{ name: string, size: number, url: string, at: number }} Note */

/** Uploads that were begun in this browser and are not finished, the last begun first. @returns {Note[]} */
export const unfinished = () => {
  const notes = []
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(notePrefix)) continue
    const note = readNote(key)
    if (note === null || Date.now() - note.at > keptMs) localStorage.removeItem(key)
    else notes.push(note)
  }
  return notes.sort((a, b) => b.at - a.at)
}

/** @param {Note} note */
export const forget = note => {
  for (const key of Object.keys(localStorage)) if (readNote(key)?.url === note.url) localStorage.removeItem(key)
}

/** What is noted there; null where nothing is. @param {string} key @returns {Note | null} */
export const readNote = key => {
  try {
    const note = key.startsWith(notePrefix) ? JSON.parse(localStorage.getItem(key) ?? '') : null
    return typeof note?.url === 'string' && typeof note.at === 'number' ? note : null
  } catch {
    return null
  }
}
