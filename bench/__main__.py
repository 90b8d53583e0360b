"""One module's figures as JSON on standard output: `python -m bench NAME`."""

import contextlib
import importlib
import json
import sys

module = importlib.import_module(f"bench.bench_{sys.argv[1].replace('-', '_')}")
with contextlib.redirect_stdout(sys.stderr):  # standard output is for the one document
    results = [benchmark.as_json() for benchmark in module.run()]
print(json.dumps(results, ensure_ascii=False))
