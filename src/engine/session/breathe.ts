/**
 * Makes a function that resolves after the messages that are waiting have been heard: by a message
 * to oneself, which comes after them. Timers would be slowed down in a hidden tab.
 */
export function createBreathe(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port2.addEventListener('message', () => waiting.shift()?.());
  port2.start();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port1.postMessage(null);
    });
}
