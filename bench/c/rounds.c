/* Counts the deliveries of a round and keeps their times. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "reader.h"

enum { entries_max = 100000 };

/* Entries base + 1 to base + wanted belong to the round. */
static long long highest, base, first_us[entries_max], last_us[entries_max];
static size_t entry_bytes[entries_max];
static long wanted, delivered;
static bool wants_arrivals;
static long long *arrivals;
static double cpu_before;

static double cpu_ms(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

void arm(long count, bool with_arrivals) {
  if (count < 1 || count > entries_max) exit(2);
  base = highest;
  wanted = count;
  delivered = 0;
  wants_arrivals = with_arrivals;
  memset(first_us, 0, sizeof first_us);
  memset(entry_bytes, 0, sizeof entry_bytes);
  if (with_arrivals) arrivals = realloc(arrivals, sizeof *arrivals * count * all_count);
  cpu_before = cpu_ms();
  printf("{\"armed\":%ld}\n", count);
  fflush(stdout);
}

static void print_times(const char *name, const long long *times, long count) {
  printf(",\"%s\":[", name);
  for (long i = 0; i < count; i++) printf(i ? ",%lld" : "%lld", times[i]);
  printf("]");
}

static void finish_round(void) {
  printf("{\"deliveries\":%ld,\"cpuMs\":%.1f", delivered, cpu_ms() - cpu_before);
  print_times("first", first_us, wanted);
  print_times("last", last_us, wanted);
  if (wants_arrivals) print_times("arrivals", arrivals, delivered);
  printf("}\n");
  fflush(stdout);
  wanted = 0;
}

void reach(long long seq) {
  if (seq > highest) highest = seq;
}

void note_entry(struct reader *r, long long seq, size_t bytes) {
  reach(seq);
  long nth = seq - base - 1;
  if (nth < 0 || nth >= wanted) fail(r, "got entry %lld, which nobody sent in this round", seq);
  if (entry_bytes[nth] == 0) entry_bytes[nth] = bytes;
  if (entry_bytes[nth] != bytes) fail(r, "entry %lld has %zu bytes, not %zu", seq, bytes, entry_bytes[nth]);
  if (first_us[nth] == 0) first_us[nth] = r->began_us;
  last_us[nth] = now_us;
  if (wants_arrivals) arrivals[delivered] = r->began_us;
  if (++delivered == wanted * all_count) finish_round();
}
