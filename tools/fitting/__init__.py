"""What `tools/fit.py` is made of: labelled posts, made-up ones, the model, its measures, the table that is written."""

import os

# Each fit runs in a process of its own, and its matrices are small: threads would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
