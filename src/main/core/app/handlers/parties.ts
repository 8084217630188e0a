// Handlers of contract/parties.ts.
import { listGoods, suggestGoods } from '../../book/goods-view.ts'
import { listParties, suggestParties } from '../../book/party-view.ts'
import type { Handlers } from '../handler.ts'

export const partyHandlers: Handlers<'party.suggest' | 'party.list' | 'goods.suggest' | 'goods.list'> = {
  'party.suggest': ({ db }, input) => suggestParties(db.read, input),
  'party.list': ({ db }, input) => listParties(db.read, input),
  'goods.suggest': ({ db }, input) => suggestGoods(db.read, input),
  'goods.list': ({ db }, input) => listGoods(db.read, input),
}
