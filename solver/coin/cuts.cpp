#define CLP_EXTERN_C
#include "cuts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <vector>

#include "CglGomory.hpp"
#include "CglMixedIntegerRounding2.hpp"
#include "ClpSimplex.hpp"
#include "ClpSolve.hpp"
#include "Clp_C_Interface.h"
#include "CoinError.hpp"
#include "OsiClpSolverInterface.hpp"
#include "OsiCuts.hpp"

namespace {

template <class T> T *copied(const std::vector<T> &v) {
  T *out = static_cast<T *>(std::malloc(std::max<size_t>(1, v.size()) * sizeof(T)));
  if (out && !v.empty())
    std::memcpy(out, v.data(), v.size() * sizeof(T));
  return out;
}

// whole tells whether every deciding column of the vertex is a whole number.
bool whole(const OsiClpSolverInterface &solver, const char *integer) {
  const double *x = solver.getColSolution();
  for (int j = 0; j < solver.getNumCols(); j++)
    if (integer[j] == 2 && std::fabs(x[j] - std::floor(x[j] + 0.5)) > 1e-6)
      return false;
  return true;
}

// purge drops the cuts that do not bind.
void purge(OsiClpSolverInterface &solver, int rows) {
  const double *activity = solver.getRowActivity(), *lower = solver.getRowLower(), *upper = solver.getRowUpper();
  std::vector<int> slack;
  for (int i = rows; i < solver.getNumRows(); i++)
    if (activity[i] > lower[i] + 1e-5 && activity[i] < upper[i] - 1e-5)
      slack.push_back(i);
  if (!slack.empty()) {
    solver.deleteRows(static_cast<int>(slack.size()), slack.data());
    solver.resolve();
  }
}

void report(const OsiClpSolverInterface &solver, int rows, lg_cuts *cuts) {
  std::vector<int> start{0}, index;
  std::vector<double> value, lower, upper;
  const CoinPackedMatrix *matrix = solver.getMatrixByRow();
  for (int i = rows; i < solver.getNumRows(); i++) {
    const CoinBigIndex first = matrix->getVectorFirst(i);
    for (CoinBigIndex k = first; k < first + matrix->getVectorSize(i); k++) {
      index.push_back(matrix->getIndices()[k]);
      value.push_back(matrix->getElements()[k]);
    }
    start.push_back(static_cast<int>(index.size()));
    lower.push_back(solver.getRowLower()[i]);
    upper.push_back(solver.getRowUpper()[i]);
  }
  const ClpSimplex *model = solver.getModelPtr();
  const unsigned char *status = model->statusArray();
  std::vector<unsigned char> basis(status, status + model->numberColumns() + model->numberRows());
  for (unsigned char &s : basis)
    s &= 7;
  cuts->count = static_cast<int>(lower.size());
  cuts->start = copied(start);
  cuts->index = copied(index);
  cuts->value = copied(value);
  cuts->lower = copied(lower);
  cuts->upper = copied(upper);
  cuts->status = copied(basis);
  cuts->objective = solver.getObjValue();
}

} // namespace

extern "C" int lg_clp_cuts(void *clp, const char *integer, int rounds, int stale, int longest, double cutoff,
                           lg_control *control, lg_cuts *cuts, char *error) {
  try {
    // A copy: the interface refactorises and marks integers.
    ClpSimplex model(*static_cast<Clp_Simplex *>(clp)->model_);
    model.setLogLevel(0);
    model.setPerturbation(50);
    OsiClpSolverInterface solver(&model, false);
    solver.messageHandler()->setLogLevel(0);
    for (int j = 0; j < solver.getNumCols(); j++)
      if (integer[j])
        solver.setInteger(j);
    const int rows = solver.getNumRows();
    solver.resolve();
    double best = solver.getObjValue();
    int still = 0;
    for (cuts->rounds = 0; cuts->rounds < rounds && still < stale; cuts->rounds++) {
      if (!solver.isProvenOptimal() || whole(solver, integer) || solver.getObjValue() > cutoff ||
          __atomic_load_n(&control->stop, __ATOMIC_RELAXED))
        break;
      CglTreeInfo info;
      info.level = 0;
      info.pass = cuts->rounds;
      info.formulation_rows = rows;
      info.inTree = false;
      info.options = 0;
      OsiCuts found;
      CglMixedIntegerRounding2 rounding;
      rounding.generateCuts(solver, found, info);
      CglGomory gomory;
      gomory.setLimit(longest);
      gomory.setLimitAtRoot(longest);
      gomory.generateCuts(solver, found, info);
      if (found.sizeRowCuts() == 0)
        break;
      solver.applyCuts(found);
      solver.resolve();
      if (!solver.isProvenOptimal())
        break;
      purge(solver, rows);
      if (solver.getObjValue() > best + 1e-6 * (1 + std::fabs(best))) {
        best = solver.getObjValue();
        still = 0;
      } else {
        still++;
      }
    }
    if (!solver.isProvenOptimal()) {
      cuts->count = -1; // no usable vertex: the caller goes on without cuts
      return 0;
    }
    report(solver, rows, cuts);
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

extern "C" void lg_free_cuts(lg_cuts *cuts) {
  std::free(cuts->start);
  std::free(cuts->index);
  std::free(cuts->value);
  std::free(cuts->lower);
  std::free(cuts->upper);
  std::free(cuts->status);
}
