"""What `tools/fit.py` is made of: labelled posts, made-up ones, the model, its measures, the table that is written."""
