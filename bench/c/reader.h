/* What the files of the load client share. */
#include <stdbool.h>
#include <stddef.h>

enum { head_max = 1024 };

enum state { asleep, connecting, in_head, in_body };
enum part { size_line, chunk, chunk_end };

struct reader {
  int fd;
  enum state state;
  bool gets_all, is_ready, is_chunked;
  char *path, *authorization;
  /* The cursor its last frame gave it; -1 before any. */
  long long cursor;
  enum part part;
  long chunk_left;
  int digits;
  /* The answer's head, then the frame that is being read: its first bytes, its length so far, when its first byte came. */
  char head[head_max];
  int head_bytes;
  size_t length;
  char last;
  long long began_us;
};

/* When the bytes at hand came, in microseconds since 1970. */
extern long long now_us;
/* Whether readers are ready at their `scope` frame, as Dateline's are, and then held to all that Dateline promises. */
extern bool needs_scope;
/* How many readers get all entries. */
extern int all_count;

/* Ends the process with a sentence about a reader. */
void fail(const struct reader *r, const char *format, ...);
/* The reader has what it needed to be told apart from one that is still opening. */
void become_ready(struct reader *r);

/* Takes bytes of the answer's body, and checks the frames that they complete. */
void read_body(struct reader *r, const char *p, const char *end);

/* Begins a round of so many entries after the highest seq seen. */
void arm(long count, bool with_arrivals);
/* The wire is known to reach to here. */
void reach(long long seq);
/* A reader has an entry; `bytes` are those that every reader must have of it. */
void note_entry(struct reader *r, long long seq, size_t bytes);
