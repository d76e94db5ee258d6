#include "cuts.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <vector>

#include "CglGomory.hpp"
#include "CglMixedIntegerRounding2.hpp"
#include "CoinError.hpp"
#include "OsiClpSolverInterface.hpp"
#include "OsiCuts.hpp"
#include "shim.h"

namespace {

void say(char *error, const char *text) {
  std::strncpy(error, text, LG_ERROR_SPACE - 1);
  error[LG_ERROR_SPACE - 1] = 0;
}

template <class T> T *copied(const std::vector<T> &v) {
  T *out = static_cast<T *>(std::malloc(std::max<size_t>(1, v.size()) * sizeof(T)));
  if (out && !v.empty())
    std::memcpy(out, v.data(), v.size() * sizeof(T));
  return out;
}

} // namespace

extern "C" int lg_clp_cuts(void *clp, const char *integer, int pass, int most, lg_cuts *cuts, char *error) {
  try {
    // A copy: the interface refactorises and marks integers.
    ClpSimplex model(*static_cast<ClpSimplex *>(clp));
    model.setLogLevel(0);
    OsiClpSolverInterface solver(&model, false);
    solver.messageHandler()->setLogLevel(0);
    for (int j = 0; j < solver.getNumCols(); j++)
      if (integer[j])
        solver.setInteger(j);
    solver.resolve();
    if (!solver.isProvenOptimal()) {
      cuts->count = 0;
      return 0;
    }
    CglTreeInfo info;
    info.level = 0;
    info.pass = pass;
    info.formulation_rows = solver.getNumRows();
    info.inTree = false;
    info.options = 0;
    OsiCuts found;
    CglMixedIntegerRounding2 rounding;
    rounding.generateCuts(solver, found, info);
    CglGomory gomory;
    gomory.setLimit(most);
    gomory.setLimitAtRoot(most);
    gomory.generateCuts(solver, found, info);

    std::vector<int> start{0}, index;
    std::vector<double> value, lower, upper;
    for (int i = 0; i < found.sizeRowCuts(); i++) {
      const OsiRowCut &cut = found.rowCut(i);
      const CoinPackedVector &row = cut.row();
      for (int k = 0; k < row.getNumElements(); k++) {
        index.push_back(row.getIndices()[k]);
        value.push_back(row.getElements()[k]);
      }
      start.push_back(static_cast<int>(index.size()));
      lower.push_back(cut.lb());
      upper.push_back(cut.ub());
    }
    cuts->count = static_cast<int>(lower.size());
    cuts->start = copied(start);
    cuts->index = copied(index);
    cuts->value = copied(value);
    cuts->lower = copied(lower);
    cuts->upper = copied(upper);
    return 0;
  } catch (CoinError &e) {
    say(error, e.message().c_str());
  } catch (std::exception &e) {
    say(error, e.what());
  } catch (...) {
    say(error, "unknown exception");
  }
  return -1;
}

extern "C" void lg_free_cuts(lg_cuts *cuts) {
  std::free(cuts->start);
  std::free(cuts->index);
  std::free(cuts->value);
  std::free(cuts->lower);
  std::free(cuts->upper);
}
