/** The tasks that wait, oldest first: O(1) at both ends and on removal from the middle. */

import { nextOf, previousOf, setNext, setPrevious, type WorkItem } from "./work_item.ts";

/** A doubly linked list through the items themselves; an item is in one queue at a time. */
export class WorkQueue {
  #first: WorkItem | undefined;
  #last: WorkItem | undefined;
  #size = 0;

  /** How many tasks wait. */
  get size(): number {
    return this.#size;
  }

  /** The oldest task. */
  get first(): WorkItem | undefined {
    return this.#first;
  }

  /** Adds a task at the end. */
  push(item: WorkItem): void {
    setPrevious(item, this.#last);
    if (this.#last) setNext(this.#last, item);
    else this.#first = item;
    this.#last = item;
    this.#size++;
  }

  /** Takes the oldest task. */
  shift(): WorkItem | undefined {
    const item = this.#first;
    if (item) this.#unlink(item);
    return item;
  }

  /** Takes a task out; false if it is not here. */
  remove(item: WorkItem): boolean {
    if (item !== this.#first && previousOf(item) === undefined) return false;
    this.#unlink(item);
    return true;
  }

  /** The tasks that wait, oldest first; the one just yielded may be removed. */
  *[Symbol.iterator](): Generator<WorkItem> {
    let item = this.#first;
    while (item) {
      const next = nextOf(item);
      yield item;
      item = next;
    }
  }

  #unlink(item: WorkItem): void {
    const [previous, next] = [previousOf(item), nextOf(item)];
    if (previous) setNext(previous, next);
    else this.#first = next;
    if (next) setPrevious(next, previous);
    else this.#last = previous;
    setPrevious(item, undefined);
    setNext(item, undefined);
    this.#size--;
  }
}
