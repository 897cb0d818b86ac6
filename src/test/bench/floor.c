// The floor: what it costs to do nothing but write. GET /stream adds a listener; GET /publish?rate=R&seconds=S&size=B
// writes events to all of them, those that are due by then in one write for each, and answers how many there were.
// No history, no matching, no care for slow readers (a write waits for them).
#include "common.h"

static int listeners[20000], count;

static void write_all(int fd, const char *at, long size) {
  while (size > 0) {
    long n = send(fd, at, size, MSG_NOSIGNAL);
    if (n < 0) return;
    at += n, size -= n;
  }
}

// Forgets those who have left.
static void sweep(void) {
  char byte;
  int kept = 0;
  for (int i = 0; i < count; i++) {
    if (recv(listeners[i], &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) close(listeners[i]);
    else listeners[kept++] = listeners[i];
  }
  count = kept;
}

static long publish(double rate, double seconds, int size) {
  static char batch[4 * 1024 * 1024];
  long begun = steady_nanos(), sent = 0, total = (long)(rate * seconds);
  while (sent < total) {
    long due = (long)((steady_nanos() - begun) / 1e9 * rate), length = 0;
    if (due > total) due = total;
    while (sent < due && length < (long)sizeof batch - size - 128) {
      long start = length + 6;
      length += sprintf(batch + length, "data: t=%ld;n=%ld;", wall_nanos(), ++sent);
      while (length < start + size) batch[length++] = 'x';
      batch[length++] = '\n';
      batch[length++] = '\n';
    }
    if (length) for (int i = 0; i < count; i++) write_all(listeners[i], batch, length);
    else usleep(500);
  }
  return sent;
}

int main(int arguments, char **argument) {
  int door = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(arguments > 1 ? atoi(argument[1]) : 0),
                            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(door, (struct sockaddr *)&own, sizeof own) || listen(door, 4096)) die("listen");
  while (1) {
    char request[4096] = "", answer[256], *query;
    int fd = accept(door, 0, 0);
    if (fd < 0) die("accept");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (recv(fd, request, sizeof request - 1, 0) <= 0) {
      close(fd);
    } else if ((query = strstr(request, "/publish?"))) {
      double rate = 0, seconds = 0;
      int size = 0;
      sscanf(query, "/publish?rate=%lf&seconds=%lf&size=%d", &rate, &seconds, &size);
      int body = sprintf(answer + 200, "%ld", publish(rate, seconds, size));
      int head = sprintf(answer, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n", body);
      write_all(fd, answer, head);
      write_all(fd, answer + 200, body);
      close(fd);
    } else {
      const char *head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n:\n\n";
      write_all(fd, head, strlen(head));
      if (count % 1000 == 0) sweep();
      listeners[count++] = fd;
    }
  }
}
