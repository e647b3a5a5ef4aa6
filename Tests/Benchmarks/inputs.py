"""The inputs of the benchmarks: made once from seeds by the shared folder's generator, and kept."""

import os
import subprocess
import sys
from pathlib import Path


def shared(root=Path(__file__).resolve().parents[2]):
    """The folder of real data and peers, or None: ALMANAC_SHARED, or `shared` beside the clone."""
    for folder in (os.environ.get("ALMANAC_SHARED"), root.parent / "shared"):
        if folder and (Path(folder) / "bench" / "make_workload.py").is_file():
            return Path(folder).resolve()
    return None


class Inputs:
    """Paths of inputs below one folder; each is made when it is first asked for."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.maker = shared() / "bench" / "make_workload.py"

    def _made(self, name, *words):
        path = self.folder / name
        if not path.exists():
            partial = self.folder / (name + ".partial")
            command = [sys.executable, str(self.maker), words[0], str(words[1]), str(partial), *map(str, words[2:])]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            partial.rename(path)
        return path

    def requests(self, rows, dates="iso"):
        name = f"requests-{rows}.csv" if dates == "iso" else f"requests-{rows}-{dates}.csv"
        return self._made(name, "requests", rows, "--dates", dates)

    def large(self, gigabytes):
        """Requests of about that size: those of five million rows over and over, below one header."""
        path = self.folder / f"requests-{gigabytes}GB.csv"
        if path.exists():
            return path
        part = self.requests(5_000_000)
        with open(path.with_suffix(".partial"), "wb") as output:
            while output.tell() < gigabytes * 10**9:
                with open(part, "rb") as source:
                    if output.tell():
                        source.readline()
                    while block := source.read(1 << 24):
                        output.write(block)
        path.with_suffix(".partial").rename(path)
        return path

    def tracts(self, places=85_000, years=10):
        name = "tracts.csv" if (places, years) == (85_000, 10) else f"tracts-{places}-{years}.csv"
        return self._made(name, "tracts", places, "--years", years)

    def polygons(self, count, extent=None):
        name = f"poly-{count}.geojson" if extent is None else f"poly-{count}-{extent}.geojson"
        return self._made(name, "polygons", count, *(["--extent", extent] if extent else []))

    def pages(self, count=85_000):
        return self._made(f"pages-{count}", "pages", count)

    def points(self, count, extent):
        """Seeded points over the extent of the areas: a CSV for Almanac, and the same as pairs of doubles."""
        import numpy

        text, binary = (self.folder / f"points-{extent}-{count}.{ending}" for ending in ("csv", "bin"))
        if not (text.exists() and binary.exists()):
            low_x, low_y, high_x, high_y = {
                "city": (-74.26, 40.49, -73.70, 40.92),
                "nation": (-124.7, 24.5, -66.9, 49.4),
            }[extent]
            random = numpy.random.Generator(numpy.random.PCG64(7))
            # Seven decimals, so that both files hold the same doubles.
            x = numpy.round(random.uniform(low_x, high_x, count), 7)
            y = numpy.round(random.uniform(low_y, high_y, count), 7)
            numpy.stack([x, y], 1).astype("<f8").tofile(binary)
            with open(text, "w") as file:
                file.write("id,lon,lat\n")
                file.writelines(f"{i},{a:.7f},{b:.7f}\n" for i, (a, b) in enumerate(zip(x.tolist(), y.tolist())))
        return text, binary
