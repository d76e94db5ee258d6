/* The part of CLP and CBC that their C interfaces lack, with C linkage:
 * event handlers that can be stopped, exceptions as codes, and branch and
 * bound with progress. Nothing here calls back into Go: Go polls lg_control. */
#ifndef LUNGANG_SHIM_H
#define LUNGANG_SHIM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { LG_RUNNING = 0, LG_STOPPED = 1, LG_DEADLINE = 2 };

/* lg_control is shared between a solve and the Go code that watches it.
 * Every field is read and written atomically. */
typedef struct {
  int32_t stop;       /* Go sets 1: end at the next opportunity */
  int32_t stopped_by; /* shim: LG_STOPPED or LG_DEADLINE once it made the solver end */
  int64_t seq;        /* shim: even = stable, odd = being written */
  int64_t nodes;      /* search nodes so far */
  int64_t solutions;  /* improving solutions so far */
  double objective;   /* best solution so far */
  double bound;       /* proved lower bound so far */
} lg_control;

enum { LG_ERROR_SPACE = 512 };

/* Results of lg_clp_solve and lg_cbc_solve: 0, or -1 with a message. */
int lg_clp_load(void *clp, int columns, int rows, const int *start, const int *index, const double *value,
                const double *column_lower, const double *column_upper, const double *cost,
                const double *row_lower, const double *row_upper, lg_control *control, double *deadline,
                char *error);
void lg_clp_column_bounds(void *clp, int column, double lower, double upper);
int lg_clp_solve(void *clp, int primal, int presolve, int cold, int max_iterations, char *error);
void lg_set_stop(lg_control *control);
void lg_reset(lg_control *control);
void lg_read(lg_control *control, lg_control *copy);
/* Seconds on the monotonic clock. */
double lg_now(void);

typedef struct {
  int columns, rows;
  const int *start, *index;
  const double *value, *column_lower, *column_upper, *cost, *row_lower, *row_upper;
  const char *integer;     /* one byte per column */
  const double *first;     /* a feasible point, or NULL */
  double deadline;         /* monotonic seconds, 0 = none */
  int argc;
  const char *const *argv; /* options in the words of the cbc program */
} lg_mip;

typedef struct {
  int status, secondary;
  int optimal, infeasible, unbounded; /* the solver's own claims */
  int has_solution;
  double objective, bound;
  int64_t nodes;
} lg_mip_result;

/* At most once per process: CBC keeps parser state in globals. */
int lg_cbc_solve(const lg_mip *mip, lg_control *control, double *x, lg_mip_result *result, char *error);

/* The best solution so far in terms of the original columns; 0 = none yet. May
 * be called from another thread during lg_cbc_solve. */
int lg_cbc_incumbent(double *x, double *objective);

const char *lg_cbc_version(void);

#ifdef __cplusplus
}
#endif
#endif
