#ifndef LUNGANG_TABLEAU_H
#define LUNGANG_TABLEAU_H

#include "shim.h"

#ifdef __cplusplus
extern "C" {
#endif

// lg_tableau holds rows of the inverse of a basis, sparse: row multipliers.
typedef struct {
  int count;
  int *start;    // count + 1
  int *index;    // rows of the program
  double *value; // their multipliers
} lg_tableau;

// lg_clp_tableau finds the multipliers of the tableau rows whose basic column is
// marked in integer and has a fraction, at most most of them. It returns 0, or
// -1 with the error's text. lg_free_tableau frees what it allocated.
int lg_clp_tableau(void *clp, const char *integer, int most, lg_tableau *out, char *error);
void lg_free_tableau(lg_tableau *t);

#ifdef __cplusplus
}
#endif

#endif
