/*
 * The load client of the benches: opens many readers of an event stream over HTTP, one thread, and checks every frame of each.
 *
 *   reader PORT LIST NEEDS
 *
 * LIST has a line a reader: path, a tab, its Authorization, a tab, `all` or `none` of the entries are for it. NEEDS says when a reader is
 * ready: at its `scope` frame or at the `head` of its answer. Prints {"ready":N}; then, for each line `round K` on stdin, {"armed":K} and,
 * when every reader of all entries has K more, one object: microseconds since 1970 at which the first and the last reader had each entry,
 * and this process's own CPU. `round K arrivals` adds the first byte's time at each reader. A frame that is wrong ends it with code 1.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "reader.h"

enum { buffer_bytes = 1 << 18, opening_max = 128 };

long long now_us;
bool needs_scope;
int all_count;
static struct reader *readers;
static int reader_count, next_to_open, opening, ready_count;
static struct sockaddr_in server;
static int loop;

void fail(const struct reader *r, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "reader %ld (cursor %lld): ", (long)(r - readers), r->cursor);
  vfprintf(stderr, format, args);
  fprintf(stderr, "\n");
  exit(1);
}

static void read_clock(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  now_us = t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

void become_ready(struct reader *r) {
  if (r->is_ready) return;
  r->is_ready = true;
  opening--;
  if (++ready_count < reader_count) return;
  printf("{\"ready\":%d}\n", ready_count);
  fflush(stdout);
}

static void read_head(struct reader *r, const char *p, const char *end) {
  while (p < end && r->state == in_head) {
    if (r->head_bytes == head_max - 1) fail(r, "the head of the answer is too long");
    r->head[r->head_bytes++] = *p++;
    if (r->head_bytes < 4 || memcmp(r->head + r->head_bytes - 4, "\r\n\r\n", 4) != 0) continue;
    r->head[r->head_bytes] = 0;
    if (strncmp(r->head, "HTTP/1.1 200 ", 13) != 0) fail(r, "answered %s", r->head);
    r->is_chunked = strcasestr(r->head, "\r\ntransfer-encoding: chunked") != NULL;
    r->head_bytes = 0;
    r->state = in_body;
    if (!needs_scope) become_ready(r);
  }
  if (p < end) read_body(r, p, end);
}

static void watch(int fd, uint32_t events, struct reader *r, int how) {
  struct epoll_event e = {.events = events, .data.ptr = r};
  epoll_ctl(loop, how, fd, &e);
}

static void open_some(void) {
  for (; next_to_open < reader_count && opening < opening_max; next_to_open++, opening++) {
    struct reader *r = &readers[next_to_open];
    r->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (r->fd < 0) fail(r, "no socket: %s", strerror(errno));
    if (connect(r->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) fail(r, "%s", strerror(errno));
    r->state = connecting;
    watch(r->fd, EPOLLOUT, r, EPOLL_CTL_ADD);
  }
}

static void ask(struct reader *r) {
  char request[1024];
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(r->fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) fail(r, "%s", strerror(error));
  int bytes = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nAccept: text/event-stream\r\n\r\n",
                       r->path, r->authorization);
  if (write(r->fd, request, bytes) != bytes) fail(r, "could not ask: %s", strerror(errno));
  r->state = in_head;
  watch(r->fd, EPOLLIN, r, EPOLL_CTL_MOD);
}

static void take(struct reader *r) {
  static char buffer[buffer_bytes];
  ssize_t bytes = recv(r->fd, buffer, sizeof buffer, 0);
  if (bytes < 0 && errno == EAGAIN) return;
  if (bytes <= 0) fail(r, "lost its connection: %s", bytes == 0 ? "closed by the server" : strerror(errno));
  read_clock();
  if (r->state == in_head) read_head(r, buffer, buffer + bytes);
  else read_body(r, buffer, buffer + bytes);
}

static void obey(void) {
  char line[64], how[16] = "";
  long count;
  if (fgets(line, sizeof line, stdin) == NULL) exit(0);
  if (sscanf(line, "round %ld %15s", &count, how) >= 1) arm(count, how[0] != 0);
}

static void load(const char *file) {
  FILE *list = fopen(file, "r");
  char path[256], authorization[256], gets[8];
  if (list == NULL) exit(2);
  while (fscanf(list, "%255[^\t]\t%255[^\t]\t%7s\n", path, authorization, gets) == 3) {
    readers = realloc(readers, sizeof *readers * (reader_count + 1));
    readers[reader_count++] = (struct reader){
        .path = strdup(path), .authorization = strdup(authorization), .gets_all = strcmp(gets, "all") == 0, .cursor = -1};
    all_count += strcmp(gets, "all") == 0;
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  load(argv[2]);
  needs_scope = strcmp(argv[3], "scope") == 0;
  setvbuf(stdin, NULL, _IONBF, 0);
  struct rlimit most;
  getrlimit(RLIMIT_NOFILE, &most);
  most.rlim_cur = most.rlim_max;
  setrlimit(RLIMIT_NOFILE, &most);
  loop = epoll_create1(0);
  watch(STDIN_FILENO, EPOLLIN, NULL, EPOLL_CTL_ADD);
  struct epoll_event events[1024];
  for (;;) {
    open_some();
    int count = epoll_wait(loop, events, 1024, -1);
    for (int i = 0; i < count; i++) {
      struct reader *r = events[i].data.ptr;
      if (r == NULL) obey();
      else if (r->state == connecting) ask(r);
      else take(r);
    }
  }
}
