// Handlers of contract/documents.ts. A preview lives in the core's memory; only the confirmed import is a command.
import type { Handlers } from '../handler.ts'

export const documentHandlers: Handlers<
  'import.start' | 'import.preview' | 'import.stop' | 'import.confirm'
> = {
  'import.start': ({ staging, previews }, { fileIds, qr }) => {
    const files = fileIds.map((fileId) => ({
      file: staging.fileName(fileId),
      fileId,
      load: () => staging.read(fileId).bytes,
    }))
    return { previewId: previews.start(qr === undefined ? files : [...files, { file: 'qr', qr }]) }
  },
  'import.preview': ({ previews }, { previewId, skip, limit }) => previews.get(previewId, { skip, limit }),
  'import.stop': ({ previews }, { previewId }) => {
    previews.stop(previewId)
    return {}
  },
  'import.confirm': async ({ previews }, { previewId, without }, commit) => {
    const lines = await previews.confirm(
      previewId,
      { without },
      {
        act: commit.act,
        finish: async (write) => (await commit((tx, act) => ({ lines: [...write(tx, act)] }))).lines,
      },
    )
    return { lines: [...lines] }
  },
}
