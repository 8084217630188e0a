// How much of a file we are ready to look at. Real invoices stay far below: the largest has 2,000 lines, about 2 MB of XML.
// A file beyond these is somebody's attack or somebody's mistake; either way it is not read.

const mebibyte = 1024 * 1024

export const maxFileBytes = 50 * mebibyte
export const maxXmlBytes = 16 * mebibyte
export const maxXmlDepth = 64
export const maxXmlElements = 200_000
export const maxXmlAttributes = 400_000
export const maxAttributesOfElement = 100
/** Characters of one value that goes into the book; a remark has 230 at most. */
export const maxFieldLength = 5_000
export const maxLines = 10_000

export const maxEntries = 2_000
export const maxEntryNameLength = 512
export const maxInflatedEntryBytes = 16 * mebibyte
/** Over everything inflated of one archive. */
export const maxInflatedBytes = 48 * mebibyte
/** What the archive says of itself, also of entries that are never opened. */
export const maxDeclaredBytes = 400 * mebibyte
/** Text and drawings shrink by 5 to 30; a ratio beyond this in an entry of over a mebibyte is a bomb. */
export const maxRatio = 150
export const ratioMattersFromBytes = mebibyte
export const maxPages = 200
