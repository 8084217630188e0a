// Invoice data under pinyin stems (fapiao.md §5.1, other dialects): FPHM, KPRQ, XSFMC …, in capitals, in small letters as
// 乐企 writes them (fphm, xsfmc), or in pieces (XSF_NSRSBH, xsfNsrsbh). All are one spelling here.
import type { InvoiceKind } from '../../../shared/domain/invoice.ts'
import { readByNames, type Dialect } from './fields-by-name.ts'
import type { FieldsOnFile, HeadField } from './fields-on-file.ts'
import type { XmlNode } from './xml-tree.ts'

/** Gives the fields of an XML with pinyin names, undefined where the tree is another one. */
export const readPinyin = (root: XmlNode): FieldsOnFile | undefined => {
  const read = readByNames(root, pinyinNames)
  if (read === undefined) return undefined
  const { colour, kind, ...head } = read.head
  const said = colour === '0' ? 'blue' : colour === '1' ? 'red' : undefined
  const kindMeant = kind === undefined ? undefined : kindsOfLeqi[kind]
  return {
    head: {
      ...head,
      ...(said === undefined ? {} : { colour: said }),
      ...(kindMeant === undefined ? {} : { kind: kindMeant }),
    },
    lines: read.lines,
  }
}

/** 乐企 fppz (fapiao.md §1.3); its lzfpbz is 0 for blue and 1 for red (§9.5). */
const kindsOfLeqi: Readonly<Record<string, InvoiceKind>> = {
  '01': 'digital-special',
  '02': 'digital-ordinary',
  '03': 'digital-vehicle',
  '04': 'digital-used-vehicle',
}

const partyStems = (party: 'seller' | 'buyer', prefixes: readonly string[]): Record<string, HeadField> => {
  const stems: Readonly<Record<string, HeadField>> = {
    MC: `${party}Name`,
    NSRMC: `${party}Name`,
    NSRSBH: `${party}TaxId`,
    SBH: `${party}TaxId`,
    SH: `${party}TaxId`,
    DZ: `${party}Address`,
    DH: `${party}Phone`,
    DZDH: `${party}AddressPhone`,
    YH: `${party}Bank`,
    KHH: `${party}Bank`,
    KHYH: `${party}Bank`,
    ZH: `${party}Account`,
    YHZH: `${party}BankAccount`,
  }
  return Object.fromEntries(
    prefixes.flatMap((prefix) => Object.entries(stems).map(([stem, field]) => [`${prefix}${stem}`, field])),
  )
}

const pinyinNames: Dialect = {
  spell: (name) => name.replace(/[-_.]/g, '').toUpperCase(),
  head: {
    FPHM: 'number',
    SDFPHM: 'number',
    QDFPHM: 'number',
    FPDM: 'code',
    KPRQ: 'date',
    KPSJ: 'date',
    FPLXMC: 'title',
    FPPZMC: 'title',
    ...partyStems('seller', ['XSF', 'XHF', 'XF']),
    ...partyStems('buyer', ['GMF', 'GHF', 'GF']),
    HJJE: 'amount',
    HJSE: 'tax',
    JSHJ: 'total',
    JSHJXX: 'total',
    JSHJDX: 'words',
    KPR: 'clerk',
    SKR: 'payee',
    FHR: 'reviewer',
    BZ: 'remark',
    JYM: 'checkCode',
    JQBH: 'machineNumber',
    EWM: 'qr',
    LZFPBZ: 'colour',
    FPPZ: 'kind',
    LZFPHM: 'blueNumber',
    DYLZFPHM: 'blueNumber',
    HZQRDBH: 'redConfirmation',
    HZQRXXDBH: 'redConfirmation',
    HZFPXXQRDBH: 'redConfirmation',
  },
  line: {
    XMMC: 'name',
    SPMC: 'name',
    HWMC: 'name',
    HWHYSLWFWMC: 'name',
    HWHYSLWMC: 'name',
    GGXH: 'spec',
    DW: 'unit',
    XMSL: 'quantity',
    SPSL: 'quantity',
    XMDJ: 'unitPrice',
    DJ: 'unitPrice',
    XMJE: 'amount',
    JE: 'amount',
    SLV: 'rate',
    ZZSSL: 'rate',
    SL: 'quantityOrRate',
    SE: 'tax',
    SPBM: 'taxCode',
    SSFLBM: 'taxCode',
    SPHFWSSFLHBBM: 'taxCode',
  },
}
