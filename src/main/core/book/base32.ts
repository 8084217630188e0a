// Short codes people may read out: Crockford's base 32, without I, L, O and U.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A whole number ≥ 0 in `width` characters. Throws RangeError where it does not fit. */
export const base32 = (value: number, width: number): string => {
  let rest = value
  let text = ''
  for (let position = 0; position < width; position += 1) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  if (rest !== 0) throw new RangeError(`${value} does not fit into ${width} characters`)
  return text
}

/** One character a byte, each equally likely. */
export const base32FromBytes = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => alphabet.charAt(byte % 32)).join('')
