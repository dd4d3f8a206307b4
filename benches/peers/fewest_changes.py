"""How few changes a re-planned commune needs: HiGHS on the compact model, the shortfall held at a given value.

usage: fewest_changes.py INSTANCE --shortfall VALUE --count changes|cells --seconds N --out FILE

`changes` are published duties that are not kept, as the instance prices them; `cells` counts also whoever was off and now
works. FILE gets one JSON object: the fewest found, the bound, and whether the two meet (`proven`).
"""
import argparse
import json
import math
import pathlib

import highspy

from commune_model import CommuneModel
from highs_peer import load


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=pathlib.Path)
    parser.add_argument("--shortfall", type=float, required=True)
    parser.add_argument("--count", choices=("changes", "cells"), required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    given = parser.parse_args()
    built = CommuneModel(json.loads(given.instance.read_text(encoding="utf-8")), given.count)
    built.model.row(built.shortfall, upper=given.shortfall)
    solver = load(built.model, given.seconds)
    solver.run()
    info = solver.getInfo()
    found = round(info.objective_function_value) if info.primal_solution_status == highspy.kSolutionStatusFeasible else None
    # Changes are whole, so the bound rounds up.
    bound = math.ceil(info.mip_dual_bound - 1e-6) if abs(info.mip_dual_bound) < 1e20 else None
    proven = found is not None and bound == found
    given.out.write_text(json.dumps(dict(fewest=found, bound=bound, proven=proven)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
