# Compiles Typst source to a PDF with the same claims as Octavo's, and prints
# wall and CPU seconds of the compile call alone and the peak memory in bytes.
# Arguments: source, output, folder of faces.
import json
import resource
import sys
import time

import typst

source, output, faces = sys.argv[1:]
wall, cpu = time.perf_counter(), time.process_time()
typst.compile(source, output=output, font_paths=[faces], ignore_system_fonts=True,
              pdf_standards=["ua-1", "a-2a"])
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak}))
