#define CLP_EXTERN_C
#include "shim.h"

#include <time.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "CbcConfig.h"
#include "CbcEventHandler.hpp"
#include "CbcModel.hpp"
#include "CbcSolver.hpp"
#include "ClpEventHandler.hpp"
#include "ClpSimplex.hpp"
#include "ClpSolve.hpp"
#include "CoinError.hpp"
#include "Clp_C_Interface.h"
#include "OsiClpSolverInterface.hpp"

namespace {

double now() {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

void say(char *error, const std::string &text) {
  std::snprintf(error, LG_ERROR_SPACE, "%s", text.c_str());
}

// guarded runs f and turns every exception into a message.
template <typename F> int guarded(char *error, F f) {
  error[0] = 0;
  try {
    f();
    return 0;
  } catch (const CoinError &e) {
    say(error, e.className() + "::" + e.methodName() + ": " + e.message());
  } catch (const std::exception &e) {
    say(error, e.what());
  } catch (...) {
    say(error, "unknown exception");
  }
  return -1;
}

// ended tells whether the solve should end now, and notes why.
bool ended(lg_control *control, double deadline) {
  if (__atomic_load_n(&control->stop, __ATOMIC_RELAXED)) {
    int32_t running = LG_RUNNING;
    __atomic_compare_exchange_n(&control->stopped_by, &running, LG_STOPPED, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    return true;
  }
  if (deadline > 0 && now() >= deadline) {
    int32_t running = LG_RUNNING;
    __atomic_compare_exchange_n(&control->stopped_by, &running, LG_DEADLINE, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    return true;
  }
  return false;
}

// SimplexWatch ends a simplex run when the control block says so. CLP copies
// the handler into presolved models, so it holds plain pointers.
class SimplexWatch : public ClpEventHandler {
public:
  SimplexWatch(lg_control *control, const double *deadline) : control_(control), deadline_(deadline) {}
  int event(Event) override { return ended(control_, *deadline_) ? 0 : -1; }
  ClpEventHandler *clone() const override { return new SimplexWatch(*this); }

private:
  lg_control *control_;
  const double *deadline_;
};

ClpSimplex *simplex(void *clp) { return static_cast<Clp_Simplex *>(clp)->model_; }

} // namespace

extern "C" {

double lg_now(void) { return now(); }

void lg_set_stop(lg_control *control) { __atomic_store_n(&control->stop, 1, __ATOMIC_RELAXED); }

void lg_reset(lg_control *control) {
  __atomic_store_n(&control->stop, 0, __ATOMIC_RELAXED);
  __atomic_store_n(&control->stopped_by, LG_RUNNING, __ATOMIC_RELAXED);
}

int lg_clp_load(void *clp, int columns, int rows, const int *start, const int *index, const double *value,
                const double *column_lower, const double *column_upper, const double *cost,
                const double *row_lower, const double *row_upper, lg_control *control, double *deadline,
                char *error) {
  return guarded(error, [&] {
    ClpSimplex *model = simplex(clp);
    model->setLogLevel(0);
    model->loadProblem(columns, rows, start, index, value, column_lower, column_upper, cost, row_lower, row_upper);
    model->setOptimizationDirection(1.0);
    // The API's default, 100, leaves perturbation off; the clp program uses 50.
    model->setPerturbation(50);
    SimplexWatch watch(control, deadline);
    model->passInEventHandler(&watch);
  });
}

void lg_clp_column_bounds(void *clp, int column, double lower, double upper) {
  simplex(clp)->setColumnBounds(column, lower, upper);
}

void lg_clp_row_bounds(void *clp, int row, double lower, double upper) {
  simplex(clp)->setRowBounds(row, lower, upper);
}

int lg_clp_solve(void *clp, int primal, int presolve, int max_iterations, char *error) {
  return guarded(error, [&] {
    ClpSimplex *model = simplex(clp);
    model->setMaximumIterations(max_iterations);
    model->setPerturbation(50);
    if (presolve) {
      ClpSolve options;
      options.setSolveType(primal ? ClpSolve::usePrimal : ClpSolve::useDual);
      options.setPresolveType(ClpSolve::presolveOn);
      model->initialSolve(options);
    } else if (primal) {
      model->primal(0);
    } else {
      model->dual(0);
    }
  });
}

} // extern "C"
