const MAX_NOTICES = 200;

/** The notices of a user, put together from what was loaded and what is heard, in any order. */
export class Inbox {
  #notices = new Map();
  /** Read marks may come before the notice that they are about. */
  #read = new Set();

  add(notice) {
    this.#notices.set(notice.id, notice);
  }

  markAsRead(id) {
    this.#read.add(id);
  }

  isRead({ id, read }) {
    return read || this.#read.has(id);
  }

  /** The newest first. */
  get notices() {
    const newest = [...this.#notices.values()].sort((a, b) => b.at - a.at);
    newest.splice(MAX_NOTICES).forEach(({ id }) => {
      this.#notices.delete(id);
      this.#read.delete(id);
    });
    return newest;
  }

  get unread() {
    return this.notices.filter((notice) => !this.isRead(notice)).length;
  }
}
