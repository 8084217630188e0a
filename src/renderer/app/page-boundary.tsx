// A page that fails while it is drawn is replaced by what happened; bar and navigation stay. Going elsewhere or 再试一次
// starts afresh. React wants a class for this.
import { Component, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { ErrorState } from '../components/query-states.tsx'

interface Props {
  readonly at: string
  readonly children: ReactNode
}

interface State {
  readonly at: string
  readonly failed: boolean
}

class Boundary extends Component<Props, State> {
  override state: State = { at: this.props.at, failed: false }

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true }
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.at === state.at ? null : { at: props.at, failed: false }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main className="page page-padded">
        <ErrorState error={undefined} retry={() => this.setState({ failed: false })} />
      </main>
    )
  }
}

export const PageBoundary = ({ children }: { readonly children: ReactNode }) => {
  const [at] = useLocation()
  return <Boundary at={at}>{children}</Boundary>
}
