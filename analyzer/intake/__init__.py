"""File bytes in, one typed Arrow table and an intake report out."""

from __future__ import annotations

from analyzer.intake.answer import Intake
from analyzer.intake.process import read
from analyzer.intake.report import IntakeReport
from analyzer.intake.source import Limits, Progress, SourceFile

__all__ = ["Intake", "IntakeReport", "Limits", "Progress", "SourceFile", "read"]
