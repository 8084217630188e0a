// Places where a live book would break: folders that a cloud service copies while they change, and network drives, on
// which a WAL file cannot be shared. Told from the path and, on Linux, from the kind of file system.
import { statfsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

export interface UnsafePlace {
  readonly reason: 'cloud' | 'network'
  /** The service or protocol, a name to be shown. */
  readonly name: string
}

const cloudFolders: readonly (readonly [name: string, folder: RegExp])[] = [
  ['OneDrive', /^onedrive(?: ?- ?.+)?$/i],
  ['iCloud', /^(?:mobile documents|icloud ?drive|com~apple~clouddocs|icloud云盘)$/i],
  ['坚果云', /^(?:我的)?(?:坚果云|nutstore(?: files)?)$/i],
  ['百度网盘', /^(?:baidu ?sync(?:disk)?|百度(?:网盘)?同步(?:盘|空间)?)$/i],
  ['WPS 云盘', /^(?:wps ?(?:云盘|云文档|cloud files|drive))$/i],
  ['Dropbox', /^dropbox(?: \(.+\))?$/i],
  ['Google Drive', /^google ?drive(?: .*)?$/i],
  ['CloudStorage', /^cloudstorage$/i],
]

/** f_type of network file systems in Linux's statfs(2). */
const networkFileSystems: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
])

/** Judges a path as written; undefined where nothing speaks against it. Works for paths of any system. */
export const unsafePath = (path: string): UnsafePlace | undefined => {
  const unc = /^(?:\\\\|\/\/)(?![?.][\\/])/.test(path) || /^\\\\\?\\UNC\\/i.test(path)
  if (unc) return { reason: 'network', name: 'UNC' }
  const folders = path.split(/[\\/]+/)
  for (const [name, pattern] of cloudFolders) {
    if (folders.some((folder) => pattern.test(folder.trim()))) return { reason: 'cloud', name }
  }
  return undefined
}

/** Judges a folder of this computer, there or not yet there. */
export const unsafePlace = (folder: string): UnsafePlace | undefined =>
  unsafePath(folder) ?? unsafePath(resolve(folder)) ?? networkMount(resolve(folder))

const networkMount = (folder: string): UnsafePlace | undefined => {
  if (process.platform !== 'linux') return undefined
  try {
    const name = networkFileSystems.get(statfsSync(folder).type)
    return name === undefined ? undefined : { reason: 'network', name }
  } catch {
    // Not there yet: its parent decides.
    const parent = dirname(folder)
    return parent === folder ? undefined : networkMount(parent)
  }
}
