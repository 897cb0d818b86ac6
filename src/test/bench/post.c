// Publishers over HTTP in one thread, each of which waits for its answer before it posts again.
//
//   post PORT PATH CONNECTIONS RATE SECONDS SIZE PREFIX [HEADER...]
//
// RATE is for all of them together, in events/s; 0 means as fast as they are answered. The body is PREFIX, then
// "t=<nanoseconds since 1970>;n=<number>;", filled up so that what follows the prefix has SIZE bytes. Says what came
// of it in one line.
#include "common.h"
#include <poll.h>

typedef struct {
  int fd, got, busy;
  long sent_at, number;
  char answer[4096];
} Publisher;

static long acknowledged, refused, reopened;
static int poller, idle_count, *idle, port, size;
static const char *path, *prefix;
static char headers[4096];
static Publisher *all;

static void open_connection(Publisher *p) {
  p->fd = dial(port, 0, 0);
  struct pollfd connected = {.fd = p->fd, .events = POLLOUT};
  poll(&connected, 1, 1000);
  struct epoll_event e = {.events = EPOLLIN, .data.u32 = p - all};
  epoll_ctl(poller, EPOLL_CTL_ADD, p->fd, &e);
}

static void post(Publisher *p, long number) {
  static char body[128 * 1024], text[160 * 1024];
  int before = strlen(prefix);
  int length = snprintf(body, sizeof body, "%st=%ld;n=%ld;", prefix, wall_nanos(), number);
  while (length < before + size) body[length++] = 'x';
  int head = snprintf(text, sizeof text, "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n%s\r\n", path,
                      port, length, headers);
  memcpy(text + head, body, length);
  p->sent_at = steady_nanos();
  p->got = 0;
  p->number = number;
  p->busy = 1;
  long sent = send(p->fd, text, head + length, MSG_NOSIGNAL);
  if (sent >= 0 && sent != head + length) die("send");  // where it was closed meanwhile, answered() will find out
}

// Whether all of an answer is there.
static int complete(Publisher *p) {
  p->answer[p->got] = 0;
  char *end = strstr(p->answer, "\r\n\r\n");
  if (!end) return 0;
  char *length = strcasestr(p->answer, "content-length:");
  if (length && length < end) return p->got >= end + 4 - p->answer + atoi(length + 15);
  return p->got >= 5 && !memcmp(p->answer + p->got - 5, "0\r\n\r\n", 5);
}

static void answered(Publisher *p) {
  int length = recv(p->fd, p->answer + p->got, sizeof p->answer - 1 - p->got, 0);
  if (length < 0 && errno == EAGAIN) return;
  if (length <= 0) {  // servers end a connection after so many requests
    close(p->fd);
    reopened++;
    open_connection(p);
    if (p->busy) post(p, p->number);
    return;
  }
  p->got += length;
  if (!complete(p)) return;
  if (p->answer[9] == '2') acknowledged++, record(steady_nanos() - p->sent_at);
  else if (refused++ < 3) fprintf(stderr, "%s\n", p->answer);
  p->busy = 0;
  idle[idle_count++] = p - all;
}

int main(int arguments, char **argument) {
  if (arguments < 8) return fprintf(stderr, "usage: post PORT PATH CONNECTIONS RATE SECONDS SIZE PREFIX [HEADER...]\n"), 2;
  int count = atoi(argument[3]);
  port = atoi(argument[1]), size = atoi(argument[6]), path = argument[2], prefix = argument[7];
  double rate = atof(argument[4]), seconds = atof(argument[5]);
  for (int i = 8; i < arguments; i++) strcat(strcat(headers, argument[i]), "\r\n");
  all = calloc(count, sizeof *all);
  idle = calloc(count, sizeof *idle);
  poller = epoll_create1(0);
  for (int i = 0; i < count; i++) {
    open_connection(&all[i]);
    idle[idle_count++] = i;
  }
  long begun = steady_nanos(), end = begun + (long)(seconds * SECOND), sent = 0, now = begun;
  struct epoll_event ready[256];
  while ((now = steady_nanos()) < end || idle_count < count) {
    long due = rate > 0 ? (long)((now - begun) / 1e9 * rate) : sent + idle_count;
    while (now < end && idle_count && sent < due)
      post(&all[idle[--idle_count]], ++sent);
    if (now > end + 20 * SECOND) break;
    int n = epoll_wait(poller, ready, 256, 1);
    for (int i = 0; i < n; i++) answered(&all[ready[i].data.u32]);
  }
  printf("done sent=%ld acknowledged=%ld refused=%ld reopened=%ld seconds=%.3f", sent, acknowledged, refused, reopened, (now - begun) / 1e9);
  print_latencies();
  printf(" cpu=%.2f\n", cpu_seconds());
  return 0;
}
