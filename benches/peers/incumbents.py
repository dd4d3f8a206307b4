"""What a peer found and when: noted while it runs, written when it ends.

A peer is called with `INSTANCE --seconds N --out FOLDER`. It leaves in the folder the roster that it had at each of the
moments below and at its end, and `peer.json` with every improvement.
"""
import argparse
import json
import pathlib
import time

import commune_model
import nrp_model

MOMENTS = (10, 30, 60, 120)  # wall seconds


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def read_model(path):
    text = path.read_text(encoding="utf-8-sig")
    return commune_model.build(json.loads(text)) if text.lstrip().startswith("{") else nrp_model.build(text)


class Incumbents:
    """Improvements since the solver was started; reading the file and building the model are not counted."""

    def __init__(self, model):
        self.model = model
        self.found = []  # (wall seconds, CPU seconds, objective, roster)
        self.wall, self.cpu = time.monotonic(), time.process_time()

    def note(self, objective, value):
        self.found.append((time.monotonic() - self.wall, time.process_time() - self.cpu, float(objective),
                           self.model.roster(value)))

    def write(self, folder, seconds, **rest):
        wall, cpu = time.monotonic() - self.wall, time.process_time() - self.cpu
        folder.mkdir(parents=True, exist_ok=True)
        for moment in (*(m for m in MOMENTS if m <= seconds), None):
            there = [roster for when, _, _, roster in self.found if moment is None or when <= moment]
            if there:
                lines = [self.model.header, *(",".join(map(str, cell)) for cell in sorted(there[-1]))]
                (folder / f"{moment or 'end'}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        improvements = [dict(wall=round(w, 2), cpu=round(c, 2), objective=o) for w, c, o, _ in self.found]
        report = dict(improvements=improvements, wall=wall, cpu=cpu, **rest)
        (folder / "peer.json").write_text(json.dumps(report) + "\n", encoding="utf-8")
