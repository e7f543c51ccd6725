/** The tasks that wait, oldest first: O(1) at both ends and on removal from the middle. */

import type { WorkItem } from "./work_item.ts";

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
    item.previous = this.#last;
    if (this.#last) this.#last.next = item;
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
    if (item !== this.#first && item.previous === undefined) return false;
    this.#unlink(item);
    return true;
  }

  /** The tasks that wait, oldest first; the one just yielded may be removed. */
  *[Symbol.iterator](): Generator<WorkItem> {
    let item = this.#first;
    while (item) {
      const { next }: WorkItem = item;
      yield item;
      item = next;
    }
  }

  #unlink(item: WorkItem): void {
    if (item.previous) item.previous.next = item.next;
    else this.#first = item.next;
    if (item.next) item.next.previous = item.previous;
    else this.#last = item.previous;
    item.previous = item.next = undefined;
    this.#size--;
  }
}
