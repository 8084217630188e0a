// Invented sales for campaigns: every one different in buyer and amount, so that a mix-up shows.
export interface CampaignSale {
  readonly ref: string
  readonly buyer: { readonly name: string; readonly taxId?: string }
  readonly kind: 'digital-ordinary'
  readonly lines: readonly { readonly name: string; readonly amountInclTax: string; readonly rate: string }[]
}

const rates = ['0.13', '0.09', '0.06', '0.01'] as const
const items = ['复印纸', '技术服务费', '同城配送', '展陈设计费', '档案盒'] as const

/** Takes how many; gives sales numbered from 1, each with a total of its own. */
export const campaignSales = (count: number): readonly CampaignSale[] =>
  Array.from({ length: count }, (_, index) => ({
    ref: `C-${String(index + 1).padStart(6, '0')}`,
    buyer: { name: `样例${String(index + 1).padStart(6, '0')}商贸有限公司` },
    kind: 'digital-ordinary',
    lines: [
      {
        name: items[index % items.length] ?? items[0],
        amountInclTax: `${100 + index}.${String((index * 37) % 100).padStart(2, '0')}`,
        rate: rates[index % rates.length] ?? rates[0],
      },
    ],
  }))
