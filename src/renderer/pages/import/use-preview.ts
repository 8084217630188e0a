// The preview of the import under way: its state, and any row by its place, in pages.
import { useQueries } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { useOperation } from '../../api/use-operation.ts'
import type { PreviewRow } from './import-store.ts'

const pageLength = 200
const pollMs = 400

export const usePreview = (previewId: string | undefined, busy: boolean) => {
  const first = useOperation(
    'import.preview',
    { previewId: previewId ?? '', skip: 0, limit: 1 },
    { enabled: previewId !== undefined, everyMs: busy ? pollMs : 2000, keep: false },
  )
  const preview = first.data
  const read = preview?.read ?? 0
  const going = preview?.state === 'reading'
  const pages = useQueries({
    queries: Array.from({ length: Math.ceil(read / pageLength) }, (_, page) => {
      const input = { previewId: previewId ?? '', skip: page * pageLength, limit: pageLength }
      // Only the last page still grows; those before it are full.
      const grows = going && (page + 1) * pageLength > read
      return {
        queryKey: ['import.preview', input],
        queryFn: () => call('import.preview', input),
        enabled: previewId !== undefined,
        refetchInterval: grows ? pollMs : (false as const),
      }
    }),
  })
  const rows: readonly PreviewRow[] = pages.flatMap(({ data }) => data?.rows ?? [])
  return { preview, rows, error: first.isError ? first.error : undefined }
}
