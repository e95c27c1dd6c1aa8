import { Component, type ReactNode } from "react";

type Props = {
  children: ReactNode;
  /** A change here (another channel, another task) tries again by itself. */
  resetKey?: string;
  fallback: (error: unknown, retry: () => void) => ReactNode;
};
type State = { failure: { error: unknown } | undefined };

/** Keeps a failure inside one pane; the rest of the screen goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: { error } };
  }

  override componentDidUpdate(previous: Props): void {
    if (this.state.failure && previous.resetKey !== this.props.resetKey) this.retry();
  }

  readonly retry = (): void => this.setState({ failure: undefined });

  override render(): ReactNode {
    const { failure } = this.state;
    return failure ? this.props.fallback(failure.error, this.retry) : this.props.children;
  }
}
