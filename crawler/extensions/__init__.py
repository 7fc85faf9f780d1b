"""Extensions: the open archive, and the run record."""
