"""OR-Tools CP-SAT alone on the compact model, two workers, its own defaults otherwise."""
from importlib.metadata import version
from math import lcm

from ortools.sat.python import cp_model

from incumbents import Incumbents, arguments, read_model


def load(model):
    """The CP-SAT model, its variables, and the factor that makes every price whole."""
    scale = lcm(model.constant.denominator, *(price.denominator for price in model.price))
    program = cp_model.CpModel()
    variables = [program.new_int_var(lower, upper, "") for lower, upper in zip(model.lower, model.upper)]
    for lower, upper, terms in model.rows:
        total = cp_model.LinearExpr.weighted_sum([variables[column] for column, _ in terms],
                                                 [int(coefficient) for _, coefficient in terms])
        least = cp_model.INT_MIN if lower is None else lower
        program.add_linear_constraint(total, least, cp_model.INT_MAX if upper is None else upper)
    prices = [int(price * scale) for price in model.price]
    program.minimize(cp_model.LinearExpr.weighted_sum(variables, prices) + int(model.constant * scale))
    return program, variables, scale


class Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, incumbents, variables, scale):
        super().__init__()
        self.incumbents, self.variables, self.scale = incumbents, variables, scale

    def on_solution_callback(self):
        self.incumbents.note(self.objective_value / self.scale, lambda column: self.value(self.variables[column]))


def main():
    given = arguments()
    model = read_model(given.instance)
    program, variables, scale = load(model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = given.seconds
    solver.parameters.random_seed = given.seed
    incumbents = Incumbents(model)
    status = solver.solve(program, Listener(incumbents, variables, scale))
    reached = status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
    incumbents.write(given.out, given.seconds, solver=f"CP-SAT {version('ortools')}", proven=status == cp_model.OPTIMAL,
                     bound=solver.best_objective_bound / scale if reached else None)


if __name__ == "__main__":
    main()
