"""The walk through one site as a state machine without network: steps out, answers in, a run record at the end."""
