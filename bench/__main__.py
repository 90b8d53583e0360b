"""One module's figures as JSON on standard output: `python -m bench NAME`."""

import contextlib
import importlib
import json
import sys

module = importlib.import_module(f"bench.bench_{sys.argv[1].replace('-', '_')}")
with contextlib.redirect_stdout(sys.stderr):  # standard output is for the one document
    measured = module.run()
for benchmark in measured:
    if not benchmark.floor_holds:
        told = f"batas bawah {benchmark.floor:.4g}, nilai {benchmark.value:.4g}"
        print(f"SALAH UKUR {benchmark.name}: {told}", file=sys.stderr)
print(json.dumps([benchmark.as_json() for benchmark in measured], ensure_ascii=False))
