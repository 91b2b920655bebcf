import { useId } from 'preact/hooks';

/** What {@link TextField} holds. */
export interface TextFieldProps {
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  readonly rows: number;
  /** In UTF-16 code units. */
  readonly longest: number;
  readonly tag?: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A field for more than one line, with its label and a note that belongs to it. */
export function TextField({ label, note, value, rows, longest, tag, onInput }: TextFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        maxLength={longest}
        value={value}
        lang={tag}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      {note !== undefined && (
        <p id={`${id}-note`} class="small">
          {note}
        </p>
      )}
    </div>
  );
}
