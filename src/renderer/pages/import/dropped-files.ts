// Files out of a drop, folders walked through. Hidden files and what a system leaves in folders are passed over.

const most = 5000
const leftovers: ReadonlySet<string> = new Set(['Thumbs.db', 'desktop.ini'])

/** True for a file a person put there. */
export const isOwnFile = (name: string): boolean => !name.startsWith('.') && !leftovers.has(name)

/** All files of a drop, at most five thousand. Must be called while the event is being handled. */
export const filesOfDrop = async (data: DataTransfer): Promise<readonly File[]> => {
  const entries = [...data.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
  const plain = [...data.files]
  const found: File[] = []
  const known = entries.filter((entry) => entry !== null)
  if (known.length === 0) return plain.filter(({ name }) => isOwnFile(name)).slice(0, most)
  for (const entry of known) await walk(entry, found)
  return found
}

const walk = async (entry: FileSystemEntry, found: File[]): Promise<void> => {
  if (found.length >= most || !isOwnFile(entry.name)) return
  if (isFile(entry)) {
    found.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)))
    return
  }
  if (!isFolder(entry)) return
  const reader = entry.createReader()
  for (;;) {
    // A folder gives its entries in pieces until one is empty.
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (piece.length === 0) return
    for (const inner of piece) await walk(inner, found)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
