// Who may call what. The contract names the roles of each operation; without any, everybody who may open the book.
import type { Role } from '../../../shared/contract/api.ts'

/** The role of whoever opens a book until there are users. */
export const defaultRole: Role = 'owner'

/** Takes the roles the contract names for an operation. */
export const mayCall = (role: Role, allowed: readonly Role[] | undefined): boolean =>
  allowed === undefined || allowed.includes(role)
