"""Peers that look at one series at a time: the models of statsforecast, and Prophet.

Each takes what is known and gives an array of horizon × (mean, q10, q50, q90, lo95, hi95). None is tuned.
"""

import logging
import warnings
from datetime import timedelta

import numpy as np
import pandas as pd

# Prophet complains on import that it cannot draw; nobody asks it to.
logging.getLogger("prophet.plot").setLevel(logging.CRITICAL)
from prophet import Prophet
from statsforecast.models import MSTL, AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta, SeasonalNaive

from forecast_counts import filled

WEEK = 7
LONGEST = 364  # days that the classical models see; more costs time and brings nothing
PROPHET_LONGEST = 1461
MODELS = {
    "SeasonalNaive": lambda: SeasonalNaive(season_length=WEEK),
    "AutoETS": lambda: AutoETS(season_length=WEEK),
    # The full search of orders costs thirty times as much.
    "AutoARIMA": lambda: AutoARIMA(season_length=WEEK, approximation=True, max_p=2, max_q=2, max_P=1, max_Q=1),
    "AutoCES": lambda: AutoCES(season_length=WEEK),
    "DynOptTheta": lambda: DynamicOptimizedTheta(season_length=WEEK),
    "MSTL": lambda: MSTL(season_length=WEEK),
}
for chatty in ("cmdstanpy", "prophet"):
    logging.getLogger(chatty).disabled = True
# An order that the search of ARIMA drops again need not converge.
warnings.filterwarnings("ignore", category=UserWarning, module="statsforecast")


def classical(name, history, horizon):
    told = MODELS[name]().forecast(y=filled(history.values), h=horizon, level=[80, 95])
    return np.column_stack([told["mean"], told["lo-80"], told["mean"], told["hi-80"], told["lo-95"], told["hi-95"]])


def prophet(history, horizon, holidays):
    days = [history.first + timedelta(n) for n in range(len(history.values) + horizon)]
    past = pd.DataFrame({"ds": pd.to_datetime(days[: len(history.values)]), "y": history.values}).dropna()
    near = {day: name for day, name in holidays.items() if days[0] <= day <= days[-1]}
    calendar = pd.DataFrame({"holiday": list(near.values()), "ds": pd.to_datetime(list(near))}) if near else None
    model = Prophet(holidays=calendar, weekly_seasonality=True, daily_seasonality=False, uncertainty_samples=400)
    # Its samples are drawn from the global sequence: the same call must give the same quantiles.
    np.random.seed(1)
    model.fit(past, seed=1)
    ahead = pd.DataFrame({"ds": pd.to_datetime(days[len(history.values):])})
    samples = model.predictive_samples(ahead)["yhat"]
    quantiles = np.quantile(samples, [0.1, 0.5, 0.9, 0.025, 0.975], axis=1).T
    return np.column_stack([samples.mean(axis=1), quantiles])
