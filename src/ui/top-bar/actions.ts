/** What the page around the desk does for it: the link, and files. */
export interface PageActions {
  /** The whole experiment as an address to share. */
  readonly link: () => string;
  /** Opens an experiment from a file; tells of problems itself. */
  readonly openFile: (file: File) => Promise<void>;
  /** Saves the experiment as a file. */
  readonly saveFile: () => void;
}
