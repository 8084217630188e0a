// A company's name on one line. Where the tail tells companies apart (分公司, 店) the middle gives way, not the end.
import { splitName } from './split-name.ts'

interface Props {
  readonly name: string
  /** Text being searched for; marked where it stands. */
  readonly hit?: string | undefined
}

export const PartyName = ({ name, hit }: Props) => {
  const { head, tail } = splitName(name)
  return (
    <span className="party-name" title={name}>
      <span className="party-name-head">
        <Marked text={head} hit={hit} />
      </span>
      {tail !== '' && (
        <span className="party-name-tail">
          <Marked text={tail} hit={hit} />
        </span>
      )}
    </span>
  )
}

/** Text with the first stretch that was searched for marked. */
export const Marked = ({ text, hit }: { readonly text: string; readonly hit?: string | undefined }) => {
  const at = hit === undefined || hit === '' ? -1 : text.toLowerCase().indexOf(hit.toLowerCase())
  if (at < 0 || hit === undefined) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + hit.length)}</mark>
      {text.slice(at + hit.length)}
    </>
  )
}
