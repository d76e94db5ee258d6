#define CLP_EXTERN_C
#include "tableau.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <vector>

#include "ClpSimplex.hpp"
#include "Clp_C_Interface.h"
#include "CoinError.hpp"
#include "OsiClpSolverInterface.hpp"

namespace {

template <class T> T *copied(const std::vector<T> &v) {
  T *out = static_cast<T *>(std::malloc(std::max<size_t>(1, v.size()) * sizeof(T)));
  if (out && !v.empty())
    std::memcpy(out, v.data(), v.size() * sizeof(T));
  return out;
}

} // namespace

extern "C" int lg_clp_tableau(void *clp, const char *integer, int most, lg_tableau *out, char *error) {
  try {
    // A copy: factorising changes the model.
    ClpSimplex model(*static_cast<Clp_Simplex *>(clp)->model_);
    model.setLogLevel(0);
    OsiClpSolverInterface solver(&model, false);
    solver.messageHandler()->setLogLevel(0);
    const int rows = solver.getNumRows(), cols = solver.getNumCols();
    solver.enableFactorization();
    std::vector<int> basics(rows);
    solver.getBasics(basics.data());
    const double *x = solver.getColSolution();
    std::vector<int> start{0}, index;
    std::vector<double> value, z(rows);
    for (int i = 0; i < rows && static_cast<int>(start.size()) <= most; i++) {
      const int j = basics[i];
      if (j >= cols || !integer[j] || std::fabs(x[j] - std::floor(x[j] + 0.5)) < 1e-5)
        continue;
      solver.getBInvRow(i, z.data());
      for (int k = 0; k < rows; k++)
        if (std::fabs(z[k]) > 1e-9) {
          index.push_back(k);
          value.push_back(z[k]);
        }
      start.push_back(static_cast<int>(index.size()));
    }
    solver.disableFactorization();
    out->count = static_cast<int>(start.size()) - 1;
    out->start = copied(start);
    out->index = copied(index);
    out->value = copied(value);
    return 0;
  } catch (CoinError &e) {
    std::snprintf(error, LG_ERROR_SPACE, "%s", e.message().c_str());
  } catch (std::exception &e) {
    std::snprintf(error, LG_ERROR_SPACE, "%s", e.what());
  } catch (...) {
    std::snprintf(error, LG_ERROR_SPACE, "unknown exception");
  }
  return -1;
}

extern "C" void lg_free_tableau(lg_tableau *t) {
  std::free(t->start);
  std::free(t->index);
  std::free(t->value);
}
