"""Imported once, in the process that workers are forked from: what cleaning needs is there before the first page."""

import gc

import app.service.reply  # workers are asked for it by name
import app.service.stream.work  # noqa: F401  # as above
from app.service.work import warm_up

WARM = warm_up()
# What is here stays: no collection in a worker looks through it, or makes the memory it shares its own.
gc.collect()
gc.freeze()
