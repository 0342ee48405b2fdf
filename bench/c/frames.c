/* Reads chunks, and in them frames, and holds each to what it must be. */
#include <stdlib.h>
#include <string.h>
#include "reader.h"

static int width(long long n) {
  int digits = 1;
  while (n >= 10) n /= 10, digits++;
  return digits;
}

/* Every reader of all entries gets each of them once, in order, with its own cursor as prev, and as many bytes as the others. */
static void check_entry(struct reader *r, const char *data) {
  char *rest;
  long long seq = strtoll(data + strlen("data: {\"seq\":"), &rest, 10);
  if (strncmp(rest, ",\"prev\":", 8) != 0) fail(r, "an entry without prev: %s", r->head);
  long long prev = strtoll(rest + 8, NULL, 10);
  if (!r->gets_all) fail(r, "got entry %lld, which is not for it", seq);
  if (r->cursor >= 0 && (prev != r->cursor || seq != prev + 1)) fail(r, "got entry %lld with prev %lld", seq, prev);
  if (needs_scope && strtoll(r->head + strlen("id: "), NULL, 10) != seq) fail(r, "entry %lld has another id: %s", seq, r->head);
  r->cursor = seq;
  size_t bytes = r->length - width(prev) - (needs_scope ? 0 : data - r->head);
  note_entry(r, seq, bytes);
}

static void check_frame(struct reader *r) {
  r->head[r->head_bytes] = 0;
  const char *data = strstr(r->head, "data: {");
  if (data == NULL) return;
  const char *event = strstr(r->head, "event: ");
  if (event != NULL && event < data && strncmp(event, "event: entry\n", 13) != 0) {
    if (strncmp(event, "event: scope\n", 13) == 0) {
      r->cursor = strtoll(data + strlen("data: {\"after\":"), NULL, 10);
      reach(r->cursor);
      become_ready(r);
    } else if (strncmp(event, "event: upto\n", 12) == 0) {
      long long upto = strtoll(r->head + strlen("id: "), NULL, 10);
      if (upto < r->cursor || (r->gets_all && upto != r->cursor)) fail(r, "upto %lld", upto);
      r->cursor = upto;
    } else fail(r, "%s", r->head);
    return;
  }
  check_entry(r, data);
}

/* Frames end with an empty line. */
static void read_frames(struct reader *r, const char *p, const char *end) {
  while (p < end) {
    if (r->length == 0) r->began_us = now_us;
    const char *stop = NULL;
    for (const char *q = p; stop == NULL && (q = memchr(q, '\n', end - q)) != NULL; q++)
      if ((q > p ? q[-1] : r->last) == '\n') stop = q + 1;
    const char *until = stop != NULL ? stop : end;
    int room = head_max - 1 - r->head_bytes, some = until - p < room ? until - p : room;
    memcpy(r->head + r->head_bytes, p, some);
    r->head_bytes += some;
    r->length += until - p;
    r->last = until[-1];
    if (stop != NULL) {
      check_frame(r);
      r->length = r->head_bytes = r->last = 0;
    }
    p = until;
  }
}

/* RFC 9112 §7.1; Dateline sends each frame as one chunk, and a chunk whose length is wrong would end elsewhere. */
static void read_chunks(struct reader *r, const char *p, const char *end) {
  while (p < end) {
    if (r->part == chunk) {
      long some = end - p < r->chunk_left ? end - p : r->chunk_left;
      read_frames(r, p, p + some);
      p += some;
      r->chunk_left -= some;
      if (r->chunk_left > 0) return;
      if (needs_scope && r->length != 0) fail(r, "a chunk does not end with its frame: %.*s", r->head_bytes, r->head);
      r->part = chunk_end;
      continue;
    }
    char c = *p++;
    if (c == '\r') continue;
    if (r->part == chunk_end) {
      if (c != '\n') fail(r, "a chunk is longer than it says");
      r->part = size_line;
      r->chunk_left = r->digits = 0;
    } else if (c == '\n') {
      if (r->digits == 0 || r->chunk_left == 0) fail(r, "the stream was ended");
      r->part = chunk;
    } else {
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0 || ++r->digits > 7) fail(r, "a chunk length has '%c' in it", c);
      r->chunk_left = r->chunk_left * 16 + digit;
    }
  }
}

void read_body(struct reader *r, const char *p, const char *end) {
  if (r->is_chunked) read_chunks(r, p, end);
  else read_frames(r, p, end);
}
