/*
 * GMP's rows of `futures-bench kernels --gmp`. Compiled by the bench: cc -O2 kernels.c -lgmp
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

/* Milliseconds; leaves the answer in `result`. */
static double run(const char *work, unsigned long n, unsigned long repeats, mpz_t result) {
  mpz_t value, other;
  char *text = NULL;
  double start, ms;
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
         sscanf(line, "{\"work\":\"%31[a-zA-Z]\",\"n\":%lu,\"repeats\":%lu}", work, &n, &repeats) == 3) {
    double ms = run(work, n, repeats, result);
    tell(ms, result);
  }
  return 0;
}
