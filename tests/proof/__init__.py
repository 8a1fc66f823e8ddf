"""What needs thousands of cases: run by `make proof`, its results committed with what they measured."""
