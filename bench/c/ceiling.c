/*
 * What the machine can do at most: writes the same bytes to every connection, and does nothing else.
 *
 *   ceiling DOCUMENT
 *
 * DOCUMENT holds an entry's JSON after its `prev`. Prints {"port":P}, answers every request with the head of an event stream, and for
 * each line `send K` on stdin writes K entries, one after the other, to all connections: one write() a delivery, on blocking sockets.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { connections_max = 200000 };

static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
static int connections[connections_max], count;
static long long seq;
static char *document, *frame;

static void write_all(int fd, const char *bytes, size_t left) {
  while (left > 0) {
    ssize_t written = write(fd, bytes, left);
    if (written < 0) exit(1);
    bytes += written;
    left -= written;
  }
}

static void send_entries(long entries) {
  for (; entries > 0; entries--) {
    seq++;
    char start[128];
    int start_bytes = snprintf(start, sizeof start, "id: %lld\nevent: entry\ndata: {\"seq\":%lld,\"prev\":%lld,", seq, seq, seq - 1);
    size_t body_bytes = start_bytes + strlen(document) + 2;
    int bytes = sprintf(frame, "%zx\r\n%s%s\n\n\r\n", body_bytes, start, document);
    for (int i = 0; i < count; i++) write_all(connections[i], frame, bytes);
  }
}

static char *text_of(const char *file) {
  FILE *f = fopen(file, "r");
  char *text = calloc(1, 1 << 20);
  if (f == NULL || fread(text, 1, (1 << 20) - 1, f) == 0) exit(2);
  fclose(f);
  return text;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  document = text_of(argv[1]);
  frame = malloc(strlen(document) + 256);
  setvbuf(stdin, NULL, _IONBF, 0);
  struct rlimit most;
  getrlimit(RLIMIT_NOFILE, &most);
  most.rlim_cur = most.rlim_max;
  setrlimit(RLIMIT_NOFILE, &most);
  int door = socket(AF_INET, SOCK_STREAM, 0), loop = epoll_create1(0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(door, (struct sockaddr *)&address, size) < 0 || listen(door, 1024) < 0) return 1;
  getsockname(door, (struct sockaddr *)&address, &size);
  printf("{\"port\":%d}\n", ntohs(address.sin_port));
  fflush(stdout);
  struct epoll_event e = {.events = EPOLLIN, .data.fd = door};
  epoll_ctl(loop, EPOLL_CTL_ADD, door, &e);
  e.data.fd = STDIN_FILENO;
  epoll_ctl(loop, EPOLL_CTL_ADD, STDIN_FILENO, &e);
  for (;;) {
    if (epoll_wait(loop, &e, 1, -1) < 1) continue;
    int fd = e.data.fd;
    char line[1024];
    if (fd == door) {
      e.data.fd = accept(door, NULL, NULL);
      if (e.data.fd < 0 || count == connections_max) return 1;
      setsockopt(e.data.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      epoll_ctl(loop, EPOLL_CTL_ADD, e.data.fd, &e);
    } else if (fd == STDIN_FILENO) {
      if (fgets(line, sizeof line, stdin) == NULL) return 0;
      send_entries(atol(line + strlen("send ")));
    } else {
      /* The one request of a connection comes whole; after it nothing is read. */
      if (read(fd, line, sizeof line) <= 0) return 1;
      epoll_ctl(loop, EPOLL_CTL_DEL, fd, NULL);
      write_all(fd, head, strlen(head));
      connections[count++] = fd;
    }
  }
}
