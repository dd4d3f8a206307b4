"""HiGHS alone on the compact model, one thread, its own defaults otherwise."""
import highspy
import numpy

from incumbents import Incumbents, arguments, read_model


def load(model, seconds, seed=1):
    """A HiGHS object that holds the model and is ready to run."""
    lp = highspy.HighsLp()
    infinity = highspy.kHighsInf
    lp.num_col_, lp.num_row_ = len(model.lower), len(model.rows)
    lp.col_lower_ = numpy.array(model.lower, dtype=float)
    lp.col_upper_ = numpy.array(model.upper, dtype=float)
    lp.col_cost_ = numpy.array([float(price) for price in model.price])
    lp.offset_ = float(model.constant)
    lp.row_lower_ = numpy.array([-infinity if lower is None else lower for lower, _, _ in model.rows], dtype=float)
    lp.row_upper_ = numpy.array([infinity if upper is None else upper for _, upper, _ in model.rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.cumsum([0, *(len(terms) for _, _, terms in model.rows)])
    lp.a_matrix_.index_ = numpy.array([column for _, _, terms in model.rows for column, _ in terms])
    lp.a_matrix_.value_ = numpy.array([value for _, _, terms in model.rows for _, value in terms], dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger if branched else highspy.HighsVarType.kContinuous
                       for branched in model.branched]
    solver = highspy.Highs()
    options = dict(output_flag=False, threads=1, parallel="off", time_limit=seconds, random_seed=seed, mip_rel_gap=0.0)
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    return solver


def main():
    given = arguments()
    model = read_model(given.instance)
    solver = load(model, given.seconds, given.seed)
    incumbents = Incumbents(model)

    def improved(event):
        solution = event.data_out.mip_solution
        incumbents.note(event.data_out.objective_function_value, lambda column: solution[column])

    solver.cbMipImprovingSolution.subscribe(improved)
    solver.solve()
    bound = solver.getInfo().mip_dual_bound
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    incumbents.write(given.out, given.seconds, solver=f"HiGHS {solver.version()}", proven=proven,
                     bound=bound if abs(bound) < 1e20 else None)


if __name__ == "__main__":
    main()
