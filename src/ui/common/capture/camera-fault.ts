/** Why the camera cannot be used: forbidden, not there, taken by others, or the page came over plain http. */
export type CameraFault = 'denied' | 'missing' | 'busy' | 'insecure';

/** What an error of getUserMedia means (Media Capture and Streams, § 10.3.2). */
export function cameraFault(error: unknown): CameraFault {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    default:
      return 'busy';
  }
}
