// What the programs of the benchmark share: clocks, a histogram of latencies, and little else.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000L

static inline long nanos_of(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * SECOND + t.tv_nsec;
}

// What publishers stamp into an event: the other end may be another process.
static inline long wall_nanos(void) { return nanos_of(CLOCK_REALTIME); }

static inline long steady_nanos(void) { return nanos_of(CLOCK_MONOTONIC); }

static inline double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec +
         (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

// Latencies in buckets that are 1/64 of their power of two wide: an error of less than two percent.
#define SUB_BITS 6
static long buckets[64 << SUB_BITS], bucket_total, latency_max;

static inline void record(long nanos) {
  if (nanos < 1) nanos = 1;  // the clocks of two processors may differ by a little
  if (nanos > latency_max) latency_max = nanos;
  int power = 63 - __builtin_clzl(nanos);
  int shift = power > SUB_BITS ? power - SUB_BITS : 0;
  buckets[(shift << SUB_BITS) + (nanos >> shift)]++;
  bucket_total++;
}

static inline double percentile_millis(double part) {
  long wanted = (long)(bucket_total * part), seen = 0;
  for (long i = 0; i < (long)(sizeof buckets / sizeof *buckets); i++) {
    seen += buckets[i];
    if (seen > wanted) {
      long shift = i < (2L << SUB_BITS) ? 0 : (i >> SUB_BITS) - 1;
      return ((i - (shift << SUB_BITS)) << shift) / 1e6;
    }
  }
  return latency_max / 1e6;
}

static inline void print_latencies(void) {
  printf(" p50=%.3f p99=%.3f p99.9=%.3f max=%.3f", percentile_millis(0.5), percentile_millis(0.99),
         percentile_millis(0.999), latency_max / 1e6);
}

static inline void die(const char *what) {
  perror(what);
  exit(1);
}

// A socket that is about to be connected to a port of this machine; takes the address that it is
// to come from, since one address has ports for 28,000 connections only.
static inline int dial(int port, unsigned from, int receive_buffer) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0) die("socket");
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (receive_buffer) {
    int segment = 1448;  // that of an Ethernet: with that of the loopback the sender's buffer begins at 2.6 MB
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    setsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
  }
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000001 + from)};
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  if (bind(fd, (struct sockaddr *)&own, sizeof own)) die("bind");
  struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (connect(fd, (struct sockaddr *)&peer, sizeof peer) && errno != EINPROGRESS) die("connect");
  return fd;
}

// Reads digits; leaves the cursor behind them.
static inline long digits(const char **at, const char *end) {
  long value = 0;
  while (*at < end && **at >= '0' && **at <= '9') value = value * 10 + *(*at)++ - '0';
  return value;
}
