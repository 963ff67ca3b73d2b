# Every target is one command of tools/book.py; without make, run that command yourself.
PYTHON ?= python3

.PHONY: book notebooks serve test audit bench data coverage-of-reviews clean

book:
	@$(PYTHON) tools/book.py build $(OPTIONS)

notebooks serve test audit bench data coverage-of-reviews clean:
	@$(PYTHON) tools/book.py $@ $(OPTIONS)
