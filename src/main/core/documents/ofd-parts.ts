// Finding the parts of an OFD by the locations its files name. Locations only ever look entries up in the archive's
// directory; one that leads out of it finds nothing.
import { Refusal } from './refusal.ts'
import { parseXml, type XmlNode } from './xml-tree.ts'
import type { Archive } from './zip-archive.ts'

/**
 * Takes the path of the file that names a location, gives the path of the entry meant: from the archive's root where it
 * begins with `/`, else from that file's folder. Empty where it names nothing inside.
 */
export const pathInside = (from: string, location: string): string => {
  if (location === '') return ''
  const start = location.startsWith('/') ? [] : from.split('/').slice(0, -1)
  const path: string[] = []
  for (const segment of [...start, ...location.replaceAll('\\', '/').split('/')]) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') path.push(segment)
    else if (path.pop() === undefined) return ''
  }
  return path.join('/')
}

/** Throws Refusal. */
export const readXml = async (archive: Archive, path: string): Promise<XmlNode> =>
  parseXml(await archive.read(path))

/** The same, undefined where the part is missing or broken: tag files of real producers are. Hostile ones still throw. */
export const readXmlIfSound = async (archive: Archive, path: string): Promise<XmlNode | undefined> => {
  if (!archive.has(path)) return undefined
  try {
    return await readXml(archive, path)
  } catch (error) {
    if (error instanceof Refusal && error.reason !== 'file.hostile') return undefined
    throw error
  }
}
