// 数电 data under Chinese element names (fapiao.md §5.1, other dialects): flat, or in 销售方信息 and 购买方信息.
import { readByNames, type Dialect } from './fields-by-name.ts'
import type { FieldsOnFile, HeadField } from './fields-on-file.ts'
import type { XmlNode } from './xml-tree.ts'

/** Gives the fields of an XML with Chinese names, undefined where the tree is another one. */
export const readChinese = (root: XmlNode): FieldsOnFile | undefined => readByNames(root, chineseNames)

const partyNames = (party: 'seller' | 'buyer', prefixes: readonly string[]): Record<string, HeadField> => {
  const names: Readonly<Record<string, HeadField>> = {
    名称: `${party}Name`,
    纳税人名称: `${party}Name`,
    纳税人识别号: `${party}TaxId`,
    识别号: `${party}TaxId`,
    税号: `${party}TaxId`,
    统一社会信用代码: `${party}TaxId`,
    统一社会信用代码纳税人识别号: `${party}TaxId`,
    地址: `${party}Address`,
    电话: `${party}Phone`,
    地址电话: `${party}AddressPhone`,
    地址及电话: `${party}AddressPhone`,
    开户银行: `${party}Bank`,
    开户行: `${party}Bank`,
    银行账号: `${party}Account`,
    账号: `${party}Account`,
    开户行及账号: `${party}BankAccount`,
    开户行账号: `${party}BankAccount`,
  }
  return Object.fromEntries(
    prefixes.flatMap((prefix) => Object.entries(names).map(([name, field]) => [`${prefix}${name}`, field])),
  )
}

const chineseNames: Dialect = {
  // Names with the brackets and signs of the printed form lose them, because XML names cannot carry most of them.
  spell: (name) => name.replace(/[-_.·、（）()/]/g, ''),
  scope: (name) =>
    /^(?:销售方|销货方|销方|卖方)(?:信息)?$/.test(name)
      ? '销售方'
      : /^(?:购买方|购货方|购方|买方)(?:信息)?$/.test(name)
        ? '购买方'
        : undefined,
  head: {
    发票号码: 'number',
    数电票号码: 'number',
    数电发票号码: 'number',
    全电发票号码: 'number',
    电子发票号码: 'number',
    发票代码: 'code',
    开票日期: 'date',
    开票时间: 'date',
    发票类型: 'title',
    发票种类: 'title',
    发票票种: 'title',
    发票名称: 'title',
    ...partyNames('seller', ['销售方', '销货方', '销方']),
    ...partyNames('buyer', ['购买方', '购货方', '购方']),
    合计金额: 'amount',
    金额合计: 'amount',
    不含税金额: 'amount',
    合计税额: 'tax',
    税额合计: 'tax',
    价税合计: 'total',
    价税合计小写: 'total',
    价税合计大写: 'words',
    备注: 'remark',
    开票人: 'clerk',
    收款人: 'payee',
    复核人: 'reviewer',
    复核: 'reviewer',
    校验码: 'checkCode',
    机器编号: 'machineNumber',
    二维码: 'qr',
    被红冲蓝字发票号码: 'blueNumber',
    被红冲蓝字数电发票号码: 'blueNumber',
    被红冲蓝字数电票号码: 'blueNumber',
    被红冲蓝字电子发票号码: 'blueNumber',
    红字发票信息确认单编号: 'redConfirmation',
    EI390: 'blueNumber',
    EI391: 'redConfirmation',
  },
  line: {
    项目名称: 'name',
    货物名称: 'name',
    商品名称: 'name',
    货物或应税劳务名称: 'name',
    货物或应税劳务服务名称: 'name',
    规格型号: 'spec',
    单位: 'unit',
    数量: 'quantity',
    单价: 'unitPrice',
    金额: 'amount',
    税率: 'rate',
    征收率: 'rate',
    税率征收率: 'rate',
    税额: 'tax',
    税收分类编码: 'taxCode',
    商品和服务税收分类编码: 'taxCode',
    税收编码: 'taxCode',
  },
}
