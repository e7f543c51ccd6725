/*
 * GMP's rows of `futures-bench kernels --gmp`, and those of loops in C. Compiled by the bench:
 *
 *     cc -O2 kernels.c -lgmp
 *
 * Says hello with GMP's version, then answers questions, a line of JSON each, until null or the end:
 *
 *     {"work":"factorial","n":1000,"repeats":5}
 *     {"ms": 0.025, "answer": [8530, "1234"]}
 *
 * The answer is told by its length in bits and its residue by 2^61 - 1, worked out when the clock
 * has stopped.
 */

#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

#ifdef __x86_64__
#define WIDE __attribute__((target("avx2")))
#else
#define WIDE
#endif

typedef double doubles __attribute__((vector_size(32), aligned(8)));
typedef long long words __attribute__((vector_size(32)));
typedef int integers __attribute__((vector_size(16), aligned(4)));

/* Eight vectors of sums; n is not rounded up, the rest is added one by one. */
WIDE static double sum_doubles(const double *values, size_t n) {
  doubles sums[8] = {0};
  double total = 0;
  size_t i = 0;
  for (; i + 32 <= n; i += 32)
    for (int j = 0; j < 8; j++) sums[j] += *(const doubles *)(values + i + 4 * j);
  for (int j = 1; j < 8; j++) sums[0] += sums[j];
  for (int j = 0; j < 4; j++) total += sums[0][j];
  for (; i < n; i++) total += values[i];
  return total;
}

WIDE static double sum_integers(const int *values, size_t n) {
  words sums[4] = {0};
  long long total = 0;
  size_t i = 0;
  for (; i + 16 <= n; i += 16)
    for (int j = 0; j < 4; j++)
      sums[j] += __builtin_convertvector(*(const integers *)(values + i + 4 * j), words);
  for (int j = 1; j < 4; j++) sums[0] += sums[j];
  for (int j = 0; j < 4; j++) total += sums[0][j];
  for (; i < n; i++) total += values[i];
  return (double)total;
}

/* The array of the last question; the i-th value is i modulo 1024. */
static void *values;
static char values_work[32];
static unsigned long values_n;

static void make_values(const char *work, unsigned long n) {
  int of_doubles = strcmp(work, "sum") == 0;
  if (values_n == n && strcmp(values_work, work) == 0) return;
  free(values);
  values = malloc(n * (of_doubles ? sizeof(double) : sizeof(int)) + 64);
  if (values == NULL) exit(1);
  for (unsigned long i = 0; i < n; i++) {
    if (of_doubles) ((double *)values)[i] = i % 1024;
    else ((int *)values)[i] = i % 1024;
  }
  strcpy(values_work, work);
  values_n = n;
}

/* Milliseconds; leaves the answer in `result`. */
static double run_sum(const char *work, unsigned long n, unsigned long repeats, mpz_t result) {
  volatile double total = 0;
  double start;
  make_values(work, n);
  start = now();
  for (unsigned long i = 0; i < repeats; i++)
    total = strcmp(work, "sum") == 0 ? sum_doubles(values, n) : sum_integers(values, n);
  start = now() - start;
  mpz_set_d(result, total);
  return start;
}

/* Milliseconds; leaves the answer in `result`. */
static double run(const char *work, unsigned long n, unsigned long repeats, mpz_t result) {
  mpz_t value, other;
  char *text = NULL;
  double start, ms;
  if (strncmp(work, "sum", 3) == 0) return run_sum(work, n, repeats, result);
  mpz_inits(value, other, NULL);
  mpz_fac_ui(value, n);
  mpz_add_ui(other, value, 1);
  if (strcmp(work, "parseDecimal") == 0) text = mpz_get_str(NULL, 10, value);
  start = now();
  for (unsigned long i = 0; i < repeats; i++) {
    if (strcmp(work, "factorial") == 0) {
      mpz_fac_ui(result, n);
    } else if (strcmp(work, "multiply") == 0) {
      mpz_mul(result, value, other);
    } else if (strcmp(work, "toDecimal") == 0) {
      free(text);
      text = mpz_get_str(NULL, 10, value);
    } else {
      mpz_set_str(result, text, 10);
    }
  }
  ms = now() - start;
  if (strcmp(work, "toDecimal") == 0) mpz_set_str(result, text, 10);
  free(text);
  mpz_clears(value, other, NULL);
  return ms;
}

static void tell(double ms, const mpz_t answer) {
  mpz_t modulus, residue;
  mpz_inits(modulus, residue, NULL);
  mpz_ui_pow_ui(modulus, 2, 61);
  mpz_sub_ui(modulus, modulus, 1);
  mpz_mod(residue, answer, modulus);
  gmp_printf("{\"ms\": %.6f, \"answer\": [%zu, \"%Zd\"]}\n", ms, mpz_sizeinbase(answer, 2), residue);
  fflush(stdout);
  mpz_clears(modulus, residue, NULL);
}

int main(void) {
  char line[256], work[32];
  unsigned long n, repeats;
  mpz_t result;
  mpz_init(result);
  printf("{\"version\": \"%s\"}\n", gmp_version);
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) &&
         sscanf(line, "{\"work\":\"%31[a-zA-Z0-9]\",\"n\":%lu,\"repeats\":%lu}", work, &n, &repeats) == 3) {
    double ms = run(work, n, repeats, result);
    tell(ms, result);
  }
  return 0;
}
