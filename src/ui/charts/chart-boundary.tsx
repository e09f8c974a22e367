import { Component, type ReactNode } from 'react';

interface Props {
  /** What stands in the chart's place. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A chart that cannot be loaded or drawn leaves the rest of the page as it is. */
export class ChartBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
