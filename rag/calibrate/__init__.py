"""How sure an answer must be: the judgement learnt again, on questions with known answers."""

from rag.calibrate.cases import Case, Gold, load_cases, save_cases
from rag.calibrate.logistic import fit
from rag.calibrate.observe import Observation, observe
from rag.calibrate.recalibrate import Recalibrated, crossed, recalibrate, save
from rag.calibrate.risk import Calibration, calibration

__all__ = [
    "Calibration",
    "Case",
    "Gold",
    "Observation",
    "Recalibrated",
    "calibration",
    "crossed",
    "fit",
    "load_cases",
    "observe",
    "recalibrate",
    "save",
    "save_cases",
]
