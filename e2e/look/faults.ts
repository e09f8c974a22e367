/**
 * What is wrong with what stands on the screen now, in words: text that is cut off or runs out of
 * its box, a page wider than its window, and things that lie on a layer. Runs in the page, so that
 * it may use nothing from outside itself.
 */
export function faultsOnScreen(): string[] {
  /** Text boxes are those of the font, a little higher than the letters in them. */
  const slack = { x: 1.5, y: 4 };
  const shown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const told = (text: string) => `“${text.replaceAll(/\s+/g, ' ').trim().slice(0, 60)}”`;
  const whose = (element: Element) => `${element.tagName.toLowerCase()}${element.id === '' ? '' : `#${element.id}`}.${(element.getAttribute('class') ?? '').split(' ')[0] ?? ''}`;

  function wideFault(): string[] {
    const wide = document.documentElement.scrollWidth;
    return wide > window.innerWidth + 1 ? [`the page is ${wide} px wide in a window of ${window.innerWidth} px`] : [];
  }

  /** The fault of one line of text, if it is cut off on its way up to the window. */
  function cutFault(text: Text, line: DOMRect): string | undefined {
    let across = true;
    let down = true;
    // What is placed outside its box on purpose, as the badge beside a layer, only may not be cut.
    let placed = false;
    for (let box = text.parentElement; box !== null && box !== document.documentElement; box = box.parentElement) {
      // The network can be moved: what lies outside it is not cut off but elsewhere.
      if (box.classList.contains('react-flow')) return undefined;
      const style = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      // Texts for screen readers alone stand in boxes of one pixel, more in a network that is enlarged.
      if (edge.width <= 3 || edge.height <= 3) return undefined;
      const beside = line.right > edge.right + slack.x || line.left < edge.left - slack.x;
      const beyond = line.bottom > edge.bottom + slack.y || line.top < edge.top - slack.y;
      // A name that ends in dots is read whole by pointing at it.
      if (across && beside && style.textOverflow === 'ellipsis' && box.closest('[title]') !== null) return undefined;
      if (across && beside) {
        if (/hidden|clip/.test(style.overflowX)) return `${told(text.data)} is cut off sideways by ${whose(box)}`;
        if (!placed && box.matches('button, td, th, .react-flow__node, [role="tab"]')) return `${told(text.data)} runs out of ${whose(box)}`;
      }
      if (down && beyond && /hidden|clip/.test(style.overflowY) && !(box instanceof HTMLElement && box.scrollTop > 0)) {
        return `${told(text.data)} is cut off below by ${whose(box)}`;
      }
      if (/auto|scroll/.test(style.overflowX)) across = false;
      if (/auto|scroll/.test(style.overflowY)) down = false;
      if (style.position === 'fixed') break;
      placed ||= style.position === 'absolute';
    }
    const outside = line.right > window.innerWidth + slack.x || line.left < -slack.x;
    return across && outside ? `${told(text.data)} runs out of the window` : undefined;
  }

  function textFaults(): string[] {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faults: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!(node instanceof Text) || node.data.trim() === '' || node.parentElement === null) continue;
      if (node.parentElement.closest('script, style, option, [inert], [aria-hidden="true"][data-drawer]') !== null || !shown(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = node;
      const fault = [...range.getClientRects()].filter(({ width }) => width > 0).flatMap((line) => cutFault(text, line) ?? [])[0];
      if (fault !== undefined) faults.push(fault);
    }
    return faults;
  }

  function fieldFaults(): string[] {
    return [...document.querySelectorAll('input')]
      .filter((field) => shown(field) && /^(text|search|number)$/.test(field.type) && field.scrollWidth > field.clientWidth + 1)
      .map((field) => `the value ${told(field.value)} is wider than its field`);
  }

  function coverFaults(): string[] {
    const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (pane === undefined) return [];
    const faults: string[] = [];
    for (const layer of document.querySelectorAll('.react-flow__node')) {
      const { left, top, width, height } = layer.getBoundingClientRect();
      const points = [0.05, 0.3, 0.5, 0.7, 0.95].flatMap((across) => [0.1, 0.5, 0.9].map((down) => [left + across * width, top + down * height] as const));
      for (const [x, y] of points) {
        if (x < pane.left || x > pane.right || y < pane.top || y > pane.bottom || x > window.innerWidth || y > window.innerHeight || x < 0 || y < 0) continue;
        const above = document.elementFromPoint(x, y);
        if (above === null || layer.contains(above) || above.contains(layer)) continue;
        // What a person opened lies on everything, and what belongs to wires lies at their ends.
        if (above.closest('dialog, [role="dialog"], [role="menu"], [popover], [data-popup], [data-drawer], .react-flow__edge, .react-flow__handle') !== null) continue;
        // Outside the network: the page was scrolled, or something stands before the network.
        faults.push(`${whose(above)} ${told(above.textContent ?? '')} lies on the layer ${told(layer.textContent ?? '')}`);
        break;
      }
    }
    return faults;
  }

  return [...wideFault(), ...textFaults(), ...fieldFaults(), ...coverFaults()];
}
