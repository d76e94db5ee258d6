/* Cutting planes of the Cgl library at the root of a Clp model. */
#ifndef LUNGANG_CUTS_H
#define LUNGANG_CUTS_H

#include "shim.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  int count;     /* cuts that hold the final vertex in place */
  int *start;    /* count + 1 offsets */
  int *index;    /* columns */
  double *value; /* coefficients */
  double *lower, *upper;
  unsigned char *status; /* final basis: columns, rows, cuts */
  double objective;
  int rounds;
} lg_cuts;

/* Adds mixed-integer rounding and Gomory cuts round by round, drops those that
 * became slack, and ends when the vertex is whole in the columns marked 2, no
 * cut is found, the bound stood still for `stale` rounds, or the control says
 * stop. integer: 1 for whole-number columns, 2 for those that decide. The model
 * is not changed. 0, or -1 with a message. */
int lg_clp_cuts(void *clp, const char *integer, int rounds, int stale, int longest, double cutoff, lg_control *control,
                lg_cuts *cuts, char *error);
void lg_free_cuts(lg_cuts *cuts);

#ifdef __cplusplus
}
#endif
#endif
