// The files kept with an invoice, byte for byte: source, size, digest, and a way to get each back.
import { Download, FileCode, FileImage, FileText } from 'lucide-react'
import type { Output } from '../../../shared/contract/api.ts'
import { formatBytes, formatDigest } from '../../../shared/format.ts'
import { client } from '../../api/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { dateText } from '../../components/date-text.tsx'
import { Icon } from '../../components/icon.tsx'
import { Section } from '../../components/section.tsx'
import { Tag } from '../../components/tag.tsx'
import { toastError } from '../../state/toasts.ts'

type Original = Output<'invoice.get'>['originals'][number]

const icons = { xml: FileCode, ofd: FileText, pdf: FileText, image: FileImage, other: FileText } as const

/** Fetches an original with the session's right and hands it to the browser's download. */
export const downloadOriginal = async ({ sha256, fileName }: Original): Promise<void> => {
  try {
    const address = URL.createObjectURL(await client().getFile(sha256))
    const link = document.createElement('a')
    link.href = address
    link.download = fileName
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  } catch (error) {
    toastError(error)
  }
}

/** The middle gives way: the end of a file name tells files apart. */
const FileName = ({ name }: { readonly name: string }) => {
  const cut = name.length > 24 ? name.length - 16 : name.length
  return (
    <span className="file-name" title={name}>
      <span className="cut">{name.slice(0, cut)}</span>
      <span className="file-tail">{name.slice(cut)}</span>
    </span>
  )
}

export const OriginalsTable = ({ originals }: { readonly originals: readonly Original[] }) => {
  const { t, coded, locale } = useLanguage()
  const data =
    originals.find(({ format }) => format === 'xml') ?? originals.find(({ format }) => format === 'ofd')
  return (
    <Section
      bare
      title={t('invoice.originals')}
      note={t('invoice.originals-note', { count: originals.length })}
    >
      {originals.length === 0 ? (
        <p className="small second invoice-none">{t('invoice.no-originals')}</p>
      ) : (
        <table className="plain-table originals-table">
          <thead>
            <tr>
              <th>{t('invoice.file')}</th>
              <th style={{ width: 64 }}>{t('invoice.source')}</th>
              <th style={{ width: 96 }}>{t('invoice.added')}</th>
              <th className="right" style={{ width: 66 }}>
                {t('invoice.size')}
              </th>
              <th style={{ width: 138 }}>SHA-256</th>
              <th style={{ width: 84 }}>
                <span className="only-heard">{t('invoice.download')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {originals.map((original) => (
              <tr key={original.sha256}>
                <td>
                  <div className="plain-table-name">
                    <Icon of={icons[original.format]} />
                    <FileName name={original.fileName} />
                    {original === data && <Tag tone="acc">{t('invoice.data-original')}</Tag>}
                    {original.differs !== undefined && original.differs.length > 0 && (
                      <Tag tone="och">{t('invoice.differs')}</Tag>
                    )}
                  </div>
                </td>
                <td className="second">
                  {original.source === 'platform' ? t('invoice.from-platform') : t('invoice.from-import')}
                </td>
                <td className="second nowrap">{dateText(original.addedAt, 'moment', locale)}</td>
                <td className="second right nowrap">{formatBytes(original.size)}</td>
                <td className="quiet nowrap" title={original.sha256}>
                  {formatDigest(original.sha256)}
                </td>
                <td className="right">
                  <button
                    type="button"
                    className="link nowrap"
                    aria-label={t('invoice.download-file', { name: original.fileName })}
                    onClick={() => void downloadOriginal(original)}
                  >
                    <Icon of={Download} size={14} /> {t('invoice.download')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {originals.map(
        ({ sha256, fileName, differs }) =>
          differs !== undefined &&
          differs.length > 0 && (
            <div key={sha256} className="differs">
              <p className="small">{t('invoice.differs-words', { name: fileName })}</p>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('invoice.field')}</th>
                    <th>{t('invoice.in-book')}</th>
                    <th>{t('invoice.in-file')}</th>
                  </tr>
                </thead>
                <tbody>
                  {differs.map(({ field, book, file }) => (
                    <tr key={field}>
                      <td>{coded('field', field)}</td>
                      <td>
                        <mark className="differs-mark">{book}</mark>
                      </td>
                      <td>
                        <mark className="differs-mark">{file}</mark>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ),
      )}
    </Section>
  )
}
