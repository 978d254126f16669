// The choice that "Attach to GPU Container…" offers. Pure: the server's containers in, rows out.

import type { ContainerItem } from './protocol.gen';

/** A row of the quick pick; one without a container is a heading. */
export interface Row {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly container?: ContainerItem;
}

/** Those with a GPU under a heading of their own, before the rest; within each the server's order. */
export function rows(containers: readonly ContainerItem[]): Row[] {
  const part = (heading: string, of: readonly ContainerItem[]): Row[] =>
    of.length === 0 ? [] : [{ label: heading }, ...of.map(row)];
  return [
    ...part('with a GPU', containers.filter(container => container.hasGpu)),
    ...part('without a GPU', containers.filter(container => !container.hasGpu)),
  ];
}

function row(container: ContainerItem): Row {
  const details = [container.image, ...(container.gpus === '' ? [] : [container.gpus]), container.status];
  return {
    label: plain(container.name),
    description: plain(container.state),
    detail: plain(details.filter(part => part !== '').join(' · ')),
    container,
  };
}

/** Names and images are foreign text, in which `$(name)` would show as an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}
