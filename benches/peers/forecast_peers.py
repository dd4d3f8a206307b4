"""Runs the peers of the forecast on one manifest and writes a file of quantiles for each.

    forecast_peers.py --data DIR --manifest FILE --out FOLDER [--only AutoETS,Prophet]

FOLDER gets one NAME.csv for each peer in the scorer's columns, and cost.json with the processor seconds of each.
"""

import argparse
import csv
import json
import os
import resource
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path

# One thread for each process: seconds are counted for every peer alike, and all processors have work anyway.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np

import forecast_global
import forecast_single
from forecast_counts import Counts, read_manifest

MEDIAN_OF = ("AutoCES", "DynOptTheta", "MSTL", "Prophet", "LightGBM")
PEERS = (*forecast_single.MODELS, "Prophet", "LightGBM", "PeerMedian5")
counts = None


def load(folder):
    global counts
    counts = Counts(folder)


def seconds():
    """Processor seconds of this process and of the children that have ended: Prophet's optimiser is one."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def work(task):
    """One peer on one series, or on all series of a data set that are asked for from one evening."""
    peer, asks = task
    start, told = seconds(), {}
    ask = asks[0]
    if peer == "LightGBM":
        names = sorted(counts.sets[ask.dataset])
        histories = {series: counts.known(ask.dataset, series, ask.origin, ask.days) for series in names}
        histories = {series: past for series, past in histories.items() if np.any(~np.isnan(past.values))}
        holidays = {series: counts.holidays(series) for series in histories}
        all_told = forecast_global.lightgbm_of(histories, holidays, ask.horizon)
        told = {(each.series, each.origin): all_told[each.series] for each in asks}
    elif peer == "Prophet":
        past = counts.known(ask.dataset, ask.series, ask.origin, ask.days, forecast_single.PROPHET_LONGEST)
        told[ask.series, ask.origin] = forecast_single.prophet(past, ask.horizon, counts.holidays(ask.series))
    else:
        past = counts.known(ask.dataset, ask.series, ask.origin, ask.days, forecast_single.LONGEST)
        told[ask.series, ask.origin] = forecast_single.classical(peer, past, ask.horizon)
    return peer, told, seconds() - start


def tasks(asks, wanted):
    """The longest first, so that no processor waits at the end."""
    if "LightGBM" in wanted:
        together = defaultdict(list)
        for ask in asks:
            together[ask.dataset, ask.origin].append(ask)
        yield from (("LightGBM", group) for group in sorted(together.values(), key=len, reverse=True))
    for peer in ("Prophet", *forecast_single.MODELS):
        if peer in wanted:
            yield from ((peer, [ask]) for ask in asks)


def in_order(told):
    """Never below 0, and the quantiles in their order."""
    told = np.maximum(told, 0)
    told[:, [4, 1, 2, 3, 5]] = np.sort(told[:, [4, 1, 2, 3, 5]], axis=1)
    return told


def write(path, told):
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["series_id", "origin", "date", "mean", "q10", "q50", "q90", "lo95", "hi95"])
        for (series, origin), days in sorted(told.items()):
            for ahead, day in enumerate(days, 1):
                rows.writerow([series, origin, origin + timedelta(ahead), *(f"{value:.4f}" for value in day)])


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--data", required=True)
    words.add_argument("--manifest", required=True)
    words.add_argument("--out", required=True, type=Path)
    words.add_argument("--only", default=",".join(PEERS), help="comma-separated, of " + ", ".join(PEERS))
    words = words.parse_args()
    asked = words.only.split(",")
    if unknown := set(asked) - set(PEERS):
        sys.exit(f"unknown peer {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    wanted = {*asked, *(MEDIAN_OF if "PeerMedian5" in asked else ())}
    asks = read_manifest(words.manifest)
    words.out.mkdir(parents=True, exist_ok=True)
    told, cost = defaultdict(dict), defaultdict(float)
    with ProcessPoolExecutor(initializer=load, initargs=(words.data,)) as pool:
        for peer, found, used in pool.map(work, list(tasks(asks, wanted))):
            told[peer] |= {key: in_order(days) for key, days in found.items()}
            cost[peer] += used
    if "PeerMedian5" in asked:
        keys = told[MEDIAN_OF[0]]
        told["PeerMedian5"] = {key: np.median([told[peer][key] for peer in MEDIAN_OF], axis=0) for key in keys}
        cost["PeerMedian5"] = sum(cost[peer] for peer in MEDIAN_OF)
    for peer in asked:
        write(words.out / f"{peer}.csv", told[peer])
    (words.out / "cost.json").write_text(json.dumps({peer: cost[peer] for peer in asked}))


if __name__ == "__main__":
    main()
