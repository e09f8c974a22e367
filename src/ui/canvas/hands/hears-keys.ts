/** What of the canvas hears its keys; not what stands on it, such as a link. */
export const hearsKeys = '.react-flow, .react-flow__node, .react-flow__edge';
