// The company the book belongs to.

export interface OwnCompany {
  readonly bookId: string
  readonly practice: boolean
  readonly name: string
  readonly taxId: string
  readonly address?: string
  readonly phone?: string
  readonly bank?: string
  readonly account?: string
  readonly clerk?: string
  readonly taxpayer: 'general' | 'small'
}
