// A button with a verb, an optional icon and its key shown. The page's one primary button has `primary`.
import { Button, Tooltip } from 'antd'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { KeyHint, keyName } from './key-hint.tsx'

interface Props {
  readonly children?: ReactNode
  readonly icon?: LucideIcon
  readonly keys?: string
  readonly primary?: boolean
  readonly danger?: boolean
  /** Text only, no border. */
  readonly plain?: boolean
  readonly small?: boolean
  readonly disabled?: boolean
  readonly loading?: boolean
  /** Name of an icon-only button, or why it is disabled. */
  readonly tip?: string
  readonly onClick: () => void
}

export const ActionButton = ({
  children,
  icon,
  keys,
  tip,
  primary,
  danger,
  plain,
  small,
  ...rest
}: Props) => {
  const button = (
    <Button
      type={primary === true ? 'primary' : plain === true ? 'text' : 'default'}
      danger={danger === true}
      size={small === true ? 'small' : 'middle'}
      disabled={rest.disabled === true}
      loading={rest.loading === true}
      onClick={rest.onClick}
      {...(icon === undefined ? {} : { icon: <Icon of={icon} /> })}
      {...(children === undefined && tip !== undefined ? { 'aria-label': tip } : {})}
    >
      {children}
      {keys !== undefined && children !== undefined && <KeyHint keys={keys} />}
    </Button>
  )
  const hint =
    keys !== undefined && children === undefined && tip !== undefined ? `${tip} ${keyName(keys)}` : tip
  return hint === undefined ? button : <Tooltip title={hint}>{button}</Tooltip>
}
