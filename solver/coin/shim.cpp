#define CLP_EXTERN_C
#include "shim.h"

#include <time.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "CbcConfig.h"
#include "CbcEventHandler.hpp"
#include "CbcModel.hpp"
#include "CbcSolver.hpp"
#include "ClpEventHandler.hpp"
#include "ClpSimplex.hpp"
#include "ClpPresolve.hpp"
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

// Progress of the one search of this process. The events of CBC may come from
// sub-models of heuristics, so only improvements of the top model count.
struct Search {
  lg_control *control = nullptr;
  double deadline = 0;         // for the search itself
  double simplex_deadline = 0; // a little later, for single simplex runs
  int columns = 0;
  std::mutex lock; // guards best and best_objective
  std::vector<double> best;
  double best_objective = COIN_DBL_MAX;
};

Search *search = nullptr;

void publish(Search &s, double objective, double bound, int64_t nodes, bool improved) {
  lg_control *c = s.control;
  __atomic_fetch_add(&c->seq, 1, __ATOMIC_ACQ_REL);
  __atomic_store(&c->objective, &objective, __ATOMIC_RELAXED);
  __atomic_store(&c->bound, &bound, __ATOMIC_RELAXED);
  __atomic_store_n(&c->nodes, nodes, __ATOMIC_RELAXED);
  if (improved)
    __atomic_fetch_add(&c->solutions, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&c->seq, 1, __ATOMIC_RELEASE);
}

class SearchWatch : public CbcEventHandler {
public:
  explicit SearchWatch(Search *s) : search_(s) {}
  CbcEventHandler *clone() const override { return new SearchWatch(*this); }
  CbcAction event(CbcEvent which) override {
    // 2048 marks a sub-model
    if (model_ && (model_->specialOptions() & 2048) == 0 && !model_->parentModel())
      look(which);
    return ended(search_->control, search_->deadline) ? stop : noAction;
  }

private:
  void look(CbcEvent which) {
    Search &s = *search_;
    double objective = s.control->objective, bound = s.control->bound;
    bool changed = false, improved = false;
    if (which == solution || which == heuristicSolution)
      improved = keep(model_->getObjValue());
    if (improved) {
      objective = s.best_objective;
      changed = true;
    }
    // a simplex run that was told to end may leave a wrong bound behind
    if (!__atomic_load_n(&s.control->stop, __ATOMIC_RELAXED) && which == node) {
      double b = model_->getBestPossibleObjValue();
      if (b > bound && b < 1e40) {
        bound = b;
        changed = true;
      }
    }
    int64_t nodes = model_->getNodeCount();
    if (changed || nodes >= s.control->nodes + 50)
      publish(s, objective, bound, nodes, improved);
  }

  // keep stores a better solution in terms of the original columns.
  bool keep(double objective) {
    Search &s = *search_;
    if (!(objective < s.best_objective - 1e-9) || objective > 1e40)
      return false;
    const OsiSolverInterface *original = model_->postProcessedSolver(1);
    const double *x = nullptr;
    if (original && original->getNumCols() == s.columns)
      x = original->getColSolution();
    else if (!original && model_->getNumCols() == s.columns)
      x = model_->bestSolution();
    std::lock_guard<std::mutex> hold(s.lock);
    s.best_objective = objective;
    if (x)
      s.best.assign(x, x + s.columns);
    return true;
  }

  Search *search_;
};

// phase is called by CBC between its phases; it may end the search only before
// branching, since later ones still have to bring the solution home.
int phase(CbcModel *, int where) {
  return where <= 3 && ended(search->control, search->deadline) ? 1 : 0;
}

ClpSimplex *simplex(void *clp) { return static_cast<Clp_Simplex *>(clp)->model_; }

} // namespace

extern "C" {

double lg_now(void) { return now(); }

void lg_set_stop(lg_control *control) { __atomic_store_n(&control->stop, 1, __ATOMIC_RELAXED); }

void lg_read(lg_control *control, lg_control *copy) {
  for (;;) {
    int64_t before = __atomic_load_n(&control->seq, __ATOMIC_ACQUIRE);
    copy->stop = __atomic_load_n(&control->stop, __ATOMIC_RELAXED);
    copy->stopped_by = __atomic_load_n(&control->stopped_by, __ATOMIC_RELAXED);
    copy->nodes = __atomic_load_n(&control->nodes, __ATOMIC_RELAXED);
    copy->solutions = __atomic_load_n(&control->solutions, __ATOMIC_RELAXED);
    __atomic_load(&control->objective, &copy->objective, __ATOMIC_RELAXED);
    __atomic_load(&control->bound, &copy->bound, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    copy->seq = __atomic_load_n(&control->seq, __ATOMIC_RELAXED);
    if (copy->seq == before && (before & 1) == 0)
      return;
  }
}

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

// solve_presolved solves the presolved program and brings the result back. ClpSolve
// would do the same, but goes on with the whole program when the iterations are used up.
static void solve_presolved(ClpSimplex *model, bool primal) {
  ClpPresolve presolve;
  std::unique_ptr<ClpSimplex> small(presolve.presolvedModel(*model, 1e-8, false, 5));
  if (!small) {
    model->setProblemStatus(1);
    return;
  }
  small->setPerturbation(50);
  small->setMaximumIterations(model->maximumIterations());
  small->passInEventHandler(model->eventHandler());
  if (primal)
    small->primal(0);
  else
    small->dual(0);
  const int iterations = small->numberIterations();
  if (small->status() != 0) {
    model->setProblemStatus(small->status());
    model->setSecondaryStatus(small->secondaryStatus());
    model->setNumberIterations(iterations);
    return;
  }
  presolve.postsolve(true);
  model->primal(1);
  model->setNumberIterations(iterations + model->numberIterations());
}

int lg_clp_solve(void *clp, int primal, int presolve, int cold, int max_iterations, char *error) {
  return guarded(error, [&] {
    ClpSimplex *model = simplex(clp);
    model->setMaximumIterations(max_iterations);
    model->setPerturbation(50);
    if (cold)
      model->allSlackBasis(true);
    if (presolve) {
      solve_presolved(model, primal);
    } else if (primal) {
      model->primal(0);
    } else {
      model->dual(0);
    }
  });
}

const char *lg_cbc_version(void) { return CBC_VERSION; }

int lg_cbc_incumbent(double *x, double *objective) {
  if (!search)
    return 0;
  std::lock_guard<std::mutex> hold(search->lock);
  if (search->best.empty())
    return 0;
  std::memcpy(x, search->best.data(), search->best.size() * sizeof(double));
  *objective = search->best_objective;
  return 1;
}

int lg_cbc_solve(const lg_mip *mip, lg_control *control, double *x, lg_mip_result *result, char *error) {
  return guarded(error, [&] {
    static Search only;
    only.control = control;
    only.deadline = mip->deadline;
    only.simplex_deadline = mip->deadline > 0 ? mip->deadline + 0.3 : 0;
    only.columns = mip->columns;
    double nothing = -COIN_DBL_MAX, worst = COIN_DBL_MAX;
    publish(only, worst, nothing, 0, false);
    search = &only;

    OsiClpSolverInterface osi;
    osi.messageHandler()->setLogLevel(0);
    osi.getModelPtr()->setLogLevel(0);
    osi.loadProblem(mip->columns, mip->rows, mip->start, mip->index, mip->value, mip->column_lower,
                    mip->column_upper, mip->cost, mip->row_lower, mip->row_upper);
    osi.setObjSense(1.0);
    for (int j = 0; j < mip->columns; j++)
      if (mip->integer[j])
        osi.setInteger(j);
    if (mip->first) {
      // CBC takes a start by column name
      osi.setIntParam(OsiNameDiscipline, 1);
      for (int j = 0; j < mip->columns; j++)
        osi.setColName(j, "x" + std::to_string(j));
    }
    SimplexWatch simplex_watch(control, &only.simplex_deadline);
    osi.getModelPtr()->passInEventHandler(&simplex_watch);

    CbcModel model(osi);
    CbcSolverUsefulData data;
    data.useSignalHandler_ = false;
    data.noPrinting_ = true;
    CbcMain0(model, data);
    model.messageHandler()->setLogLevel(0);
    SearchWatch watch(&only);
    model.passInEventHandler(&watch);
    if (mip->first) {
      std::vector<std::pair<std::string, double>> start;
      for (int j = 0; j < mip->columns; j++)
        if (mip->integer[j])
          start.emplace_back("x" + std::to_string(j), mip->first[j]);
      model.setMIPStart(start);
    }
    std::vector<const char *> argv(mip->argv, mip->argv + mip->argc);
    CbcMain1(static_cast<int>(argv.size()), argv.data(), model, phase, data);

    result->status = model.status();
    result->secondary = model.secondaryStatus();
    result->optimal = model.isProvenOptimal();
    result->infeasible = model.isProvenInfeasible();
    result->unbounded = model.isContinuousUnbounded();
    result->objective = model.getObjValue();
    result->bound = model.getBestPossibleObjValue();
    result->nodes = model.getNodeCount();
    const double *best = model.bestSolution();
    result->has_solution = best != nullptr && model.getNumCols() == mip->columns;
    if (result->has_solution)
      std::memcpy(x, best, sizeof(double) * static_cast<size_t>(mip->columns));
  });
}

} // extern "C"
