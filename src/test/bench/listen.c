// Many listeners of an event stream in one thread. An event carries "t=<nanoseconds since 1970>;n=<number>;" at
// the start of its data, numbers counting from 1 for each topic: so each listener sees what is lost, repeated or out
// of order.
//
//   listen PORT PATH CONNECTIONS STALLED ordered|unordered [HEADER]
//
// In PATH, %d stands for the number of the connection. The first STALLED connections never read. HEADER is a line of
// every request. It says "ready" when every connection was answered, and then takes orders, a line each: "cut" ends all
// connections and opens them again with the last id that each has seen; "end N" makes it finish as soon as N events
// have come, or when none comes any more. The last line is what it saw.
#include "common.h"

enum { HEAD, SIZE, SIZE_END, BODY, BODY_END, PLAIN };  // where in a response a connection stands

typedef struct {
  int fd, state, chunked, carried, answered, stalled;
  long left;        // of the present chunk, in bytes
  long last;        // the number of the last event
  char carry[512];  // the beginning of a line whose end has not come yet
  char id[48];      // the last event id
} Connection;

static const long QUIET_NANOS = 5 * SECOND;
static const long PATIENCE_NANOS = 60 * SECOND;  // from the order to end; what comes later counts as lost
static const int WINDOW = 512;  // so many may be under way at a time: a listening socket has a queue, not a hall

static int port, count, unordered, poller, open_now, answered, next_to_dial;
static const char *path, *header;
static Connection *all;
static long events, bytes, lost, repeated, errors, closed, released, first_at, last_at, now_wall, back_at;

static void dial_some(void) {
  for (; next_to_dial < count && next_to_dial - answered < WINDOW; next_to_dial++) {
    Connection *c = &all[next_to_dial];
    c->fd = dial(port, next_to_dial / 20000, c->stalled ? 2048 : 0);
    c->state = HEAD;
    c->carried = c->answered = 0;
    struct epoll_event e = {.events = EPOLLOUT, .data.u32 = next_to_dial};
    epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &e);
    open_now++;
  }
}

static void request(Connection *c, int number) {
  char where[4096], text[8192], cursor[128] = "";
  snprintf(where, sizeof where, path, number);
  if (c->id[0]) snprintf(cursor, sizeof cursor, "Last-Event-ID: %s\r\n", c->id);
  int size = snprintf(text, sizeof text,
                      "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n%s%s%s\r\n", where, port,
                      cursor, header, *header ? "\r\n" : "");
  if (send(c->fd, text, size, MSG_NOSIGNAL) != size) errors++;
  struct epoll_event e = {.events = EPOLLIN, .data.u32 = number};
  epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &e);
}

static void hang_up(Connection *c) {
  close(c->fd);
  c->fd = -1;
  open_now--;
  if (!c->answered) answered++, c->answered = 1, errors++;
}

static void answer(Connection *c, const char *head, int size) {
  if (size < 12 || memcmp(head + 8, " 200", 4)) {
    if (errors++ < 3) fprintf(stderr, "%.*s\n", size, head);
  }
  c->chunked = 0;
  for (int i = 0; i + 7 < size; i++) c->chunked |= !strncasecmp(head + i, "chunked", 7);
  c->state = c->chunked ? SIZE : PLAIN;
  c->left = 0;
  c->answered = 1;
  if (++answered == count) back_at = steady_nanos();
  if (c->stalled) {
    struct epoll_event e = {.events = 0, .data.u32 = c - all};
    epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &e);
  }
}

static void line(Connection *c, const char *at, const char *end) {
  if (at < end && end[-1] == '\r') end--;
  if (end - at > 8 && !memcmp(at, "data:", 5)) {
    at += at[5] == ' ' ? 6 : 5;
    if (memcmp(at, "t=", 2)) return;
    at += 2;
    long sent = digits(&at, end);
    at += 3;  // ";n="
    long number = digits(&at, end);
    record(now_wall - sent);
    events++;
    if (!first_at) first_at = now_wall;
    last_at = now_wall;
    if (!unordered) {
      if (number <= c->last) repeated++;
      else if (number > c->last + 1) lost += number - c->last - 1;
    }
    if (number > c->last) c->last = number;
  } else if (end - at > 3 && !memcmp(at, "id:", 3)) {
    at += at[3] == ' ' ? 4 : 3;
    if (end - at < (long)sizeof c->id) {
      memcpy(c->id, at, end - at);
      c->id[end - at] = 0;
    }
  }
}

static void text(Connection *c, const char *at, const char *end) {
  while (at < end) {
    const char *feed = memchr(at, '\n', end - at);
    const char *stop = feed ? feed : end;
    if (c->carried || !feed) {
      long room = (long)sizeof c->carry - c->carried;  // of a long line the beginning is enough
      long size = stop - at < room ? stop - at : room;
      memcpy(c->carry + c->carried, at, size);
      c->carried += size;
      if (feed) line(c, c->carry, c->carry + c->carried), c->carried = 0;
    } else {
      line(c, at, stop);
    }
    at = stop + 1;
  }
}

static void received(Connection *c, const char *at, const char *end) {
  if (c->state == HEAD) {
    const char *stop = memmem(at, end - at, "\r\n\r\n", 4);
    if (!stop) return;  // never seen: a head comes in one piece
    answer(c, at, stop - at);
    at = stop + 4;
  }
  while (at < end) {
    if (c->state == PLAIN) {
      text(c, at, end);
      return;
    } else if (c->state == BODY) {
      long size = end - at < c->left ? end - at : c->left;
      text(c, at, at + size);
      at += size;
      c->left -= size;
      if (!c->left) c->state = BODY_END;
    } else {
      char letter = *at++;
      if (letter == '\n') {
        if (c->state == SIZE_END) c->state = BODY;
        else c->state = SIZE, c->left = 0;
      } else if (letter == '\r' || letter == ';') {
        if (c->state == SIZE) c->state = SIZE_END;
      } else if (c->state == SIZE) {
        c->left = c->left * 16 + (letter <= '9' ? letter - '0' : (letter | 32) - 'a' + 10);
      }
    }
  }
}

static void readable(Connection *c) {
  static char buffer[256 * 1024];
  long size = recv(c->fd, buffer, sizeof buffer, 0);
  if (size > 0) {
    now_wall = wall_nanos();
    bytes += size;
    received(c, buffer, buffer + size);
  } else if (size == 0 || errno != EAGAIN) {
    closed++;
    hang_up(c);
  }
}

// Ends every connection, and returns when all have been answered again.
static long cut(void) {
  for (int i = 0; i < count; i++)
    if (all[i].fd >= 0) close(all[i].fd), all[i].fd = -1, open_now--;
  answered = next_to_dial = 0;
  return steady_nanos();
}

int main(int arguments, char **argument) {
  if (arguments < 6) return fprintf(stderr, "usage: listen PORT PATH CONNECTIONS STALLED ordered|unordered [HEADER]\n"), 2;
  port = atoi(argument[1]), path = argument[2], count = atoi(argument[3]);
  int stalled = atoi(argument[4]), said_ready = 0;
  unordered = !strcmp(argument[5], "unordered");
  header = arguments > 6 ? argument[6] : "";
  all = calloc(count, sizeof *all);
  for (int i = 0; i < count; i++) all[i].fd = -1, all[i].stalled = i < stalled;
  poller = epoll_create1(0);
  fcntl(0, F_SETFL, O_NONBLOCK);
  struct epoll_event orders = {.events = EPOLLIN, .data.u32 = ~0u}, ready[1024];
  epoll_ctl(poller, EPOLL_CTL_ADD, 0, &orders);
  long begun = steady_nanos(), expected = -1, cut_at = 0, ordered_at = 0, last_event = begun, seen = 0;
  while (1) {
    dial_some();
    int n = epoll_wait(poller, ready, 1024, 100);
    for (int i = 0; i < n; i++) {
      if (ready[i].data.u32 == ~0u) {
        char order[64] = "";
        long size = read(0, order, sizeof order - 1);
        if (size == 0) expected = 0, epoll_ctl(poller, EPOLL_CTL_DEL, 0, 0);
        if (!strncmp(order, "cut", 3)) cut_at = cut();
        if (!strncmp(order, "end", 3)) expected = atol(order + 3), ordered_at = last_event = steady_nanos();
        continue;
      }
      Connection *c = &all[ready[i].data.u32];
      if (c->fd < 0) continue;
      if (c->state == HEAD && ready[i].events & EPOLLOUT) request(c, c - all);
      else readable(c);
    }
    long now = steady_nanos();
    if (answered == count && !said_ready) {
      said_ready = 1;
      printf("ready connect_ms=%ld\n", (now - begun) / 1000000);
      fflush(stdout);
    }
    if (events != seen) seen = events, last_event = now;
    int over = now - last_event > QUIET_NANOS || now - ordered_at > PATIENCE_NANOS;
    if (expected >= 0 && answered == count && (events >= expected || over)) break;
  }
  for (int i = 0; i < stalled; i++) {  // whether the server has let go of those that never read
    static char unread[256 * 1024];
    long size;
    while (all[i].fd >= 0 && (size = recv(all[i].fd, unread, sizeof unread, 0)) > 0) continue;
    if (all[i].fd >= 0 && (size == 0 || errno != EAGAIN)) released++, hang_up(&all[i]);
  }
  double seconds = (last_at - first_at) / 1e9;
  printf("done events=%ld seconds=%.3f bytes=%ld lost=%ld repeated=%ld errors=%ld closed=%ld released=%ld open=%d", events, seconds,
         bytes, lost, repeated, errors, closed, released, open_now);
  print_latencies();
  printf(" cpu=%.2f wall=%.2f back_ms=%ld\n", cpu_seconds(), (steady_nanos() - begun) / 1e9,
         cut_at ? (back_at - cut_at) / 1000000 : 0);
  return 0;
}
