/* Cutting planes of the Cgl library at the optimal vertex of a Clp model. */
#ifndef LUNGANG_CUTS_H
#define LUNGANG_CUTS_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  int count;      /* cuts */
  int *start;     /* count + 1 offsets */
  int *index;     /* columns */
  double *value;  /* coefficients */
  double *lower, *upper;
} lg_cuts;

/* Collects mixed-integer rounding and Gomory cuts that the current vertex
 * violates. The model is not changed. 0, or -1 with a message. */
int lg_clp_cuts(void *clp, const char *integer, int pass, int most, lg_cuts *cuts, char *error);
void lg_free_cuts(lg_cuts *cuts);

#ifdef __cplusplus
}
#endif
#endif
