// A sheet over the page: the browser's own dialog, which keeps the focus inside and gives it back.
import { X } from "lucide-react";
import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from "react";
import { Button } from "./button.tsx";
import style from "./sheet.module.css";

interface Props {
  title: string;
  open: boolean;
  onClose(): void;
  children: ReactNode;
  wide?: boolean;
}

export function Sheet({ title, open, onClose, children, wide = false }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  /** The browser tells of a close a frame later: by then the sheet may be open again. */
  const closed = () => !dialog.current?.open && onClose();
  function cancel(event: SyntheticEvent): void {
    event.preventDefault();
    onClose();
  }
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={style.sheet}
      data-wide={wide || undefined}
      aria-labelledby={heading}
      onCancel={cancel}
      onClose={closed}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <div className={style.inside}>
          <header className={style.head}>
            <h2 id={heading}>{title}</h2>
            <Button look="quiet" aria-label="Close" icon={<X size={20} />} onClick={onClose} />
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
