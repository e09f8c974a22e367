/** What every form that asks a question is given. */
export interface QuestionFormProps {
  /** True where there is an answer already. */
  readonly again: boolean;
  /** Called with the id of the study that was begun. */
  readonly onBegun: (study: string) => void;
}
