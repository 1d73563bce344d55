// Short messages at the edge of the page: what was done, what was undone and why.
import { X } from "lucide-react";
import { Button } from "./button.tsx";
import { store } from "./store.ts";
import style from "./toasts.module.css";

interface Toast {
  number: number;
  text: string;
  offer: Offer | undefined;
}

/** What may be done about what was said. */
interface Offer {
  name: string;
  act(): void;
}

const SHOWN_FOR = 6_000;
/** Who would act needs time to get there. */
const OFFERED_FOR = 20_000;
const MOST = 3;

const toasts = store<readonly Toast[]>([]);
let count = 0;

export function say(text: string, offer?: Offer): void {
  const toast = { number: ++count, text, offer };
  toasts.set([...toasts.get().filter((other) => other.text !== text), toast].slice(-MOST));
  setTimeout(() => dismiss(toast.number), offer ? OFFERED_FOR : SHOWN_FOR);
}

/** Takes back all that was said: another looks, and what is offered was not offered to them. */
export function hush(): void {
  toasts.set([]);
}

function dismiss(number: number): void {
  toasts.set(toasts.get().filter((toast) => toast.number !== number));
}

/** The place where they appear; a screen reader hears them. */
export function Toasts() {
  return (
    <div className={style.toasts} role="status">
      {toasts.use().map(({ number, text, offer }) => (
        <div key={number} className={style.toast}>
          <span>{text}</span>
          {offer && (
            <Button
              look="quiet"
              onClick={() => {
                dismiss(number);
                offer.act();
              }}
            >
              {offer.name}
            </Button>
          )}
          <Button look="quiet" aria-label="Dismiss" icon={<X size={16} />} onClick={() => dismiss(number)} />
        </div>
      ))}
    </div>
  );
}
