/** Beyond this many characters chat programs tend to cut links. */
export const chatLimit = 2000;
