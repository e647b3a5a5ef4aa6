"""Small files that would become large ones, and names that point elsewhere: refused, in little memory."""

import gzip
import io
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

from project import Project, limited

MEMORY = 200  # MB
GIGABYTE = 1 << 30
# No bomb may fill the disk either.
DISK = 3 * GIGABYTE


def zeros_gz(path, length=10 * GIGABYTE):
    """Many members of a tenth of a gigabyte, which is a valid file (RFC 1952 §2.2)."""
    each = 100 << 20
    member = gzip.compress(bytes(each), mtime=0)
    with open(path, "wb") as file:
        for _ in range(length // each):
            file.write(member)


def large_member(path, name, head, filler, length, others=(), method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method, compresslevel=1) as archive:
        for other, text in others:
            archive.writestr(other, text)
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(head)
            block = filler * (1 << 20)
            for _ in range(length >> 20):
                member.write(block)


def nested(path):
    """Archives of sixteen archives, five deep, as 42.zip is made."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.csv", b"id,value\n" + bytes(10 << 20))
    for _ in range(5):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(f"{number}.zip", inner.getvalue())
        inner = outer
    path.write_bytes(inner.getvalue())


def overlapping(path):
    """One member that the directory names a hundred times (Fifield, A better zip bomb)."""
    data = zlib.compress(bytes(10 << 20), 9)[2:-4]
    crc = zlib.crc32(bytes(10 << 20))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, crc, len(data), 10 << 20, 5, 0) + b"a.csv"
    entries = b"".join(
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0x21, crc, len(data), 10 << 20, 6, 0, 0, 0, 0, 0, 0)
        + b"%02d.csv" % n for n in range(100))
    start = len(local) + len(data)
    path.write_bytes(local + data + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 100, 100, len(entries), start, 0))


def outside(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../escaped.csv", "id,value\na,1\n")


def absolute(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("/tmp/almanac-escaped.csv", "id,value\na,1\n")


def entities():
    """The billion laughs."""
    names = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY l0 "ha">{names}]>'


def kml(path):
    path.write_text(entities() + '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&l9;</name>'
                    "<Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>")


def foreign(path):
    """An entity that is a file of this machine."""
    path.write_text('<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&x;</name>'
                    "<Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>")


CONTENT = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" '
           'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook_parts(sheet):
    return [
        ("[Content_Types].xml", CONTENT),
        ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
                        'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" '
                            'r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
                                       'Target="worksheets/sheet1.xml"/></Relationships>'),
    ] + ([("xl/worksheets/sheet1.xml", sheet)] if sheet else [])


HEADER = '<row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>value</t></is></c></row>'


def sheet_entities(path):
    sheet = entities().replace("DOCTYPE kml", "DOCTYPE worksheet") + (
        f'<worksheet xmlns="{MAIN}"><sheetData>{HEADER}<row><c t="inlineStr"><is><t>&l9;</t></is></c><c><v>1</v></c></row>'
        "</sheetData></worksheet>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in workbook_parts(sheet):
            archive.writestr(name, text)


def sheet_cell(path):
    """Not compressed, so that only the length of the cell can be why it is refused."""
    head = f'<worksheet xmlns="{MAIN}"><sheetData>{HEADER}<row><c t="inlineStr"><is><t>'
    large_member(path, "xl/worksheets/sheet1.xml", head.encode(), b"x", GIGABYTE, workbook_parts(None),
                 zipfile.ZIP_STORED)


def one_cell(head):
    """A gigabyte in one cell."""
    def write(path):
        block = b"x" * (1 << 20)
        with open(path, "wb") as file:
            file.write(head)
            for _ in range(GIGABYTE >> 20):
                file.write(block)
    return write


BOMBS = [
    ("10 GB of zeros as gzip", "zeros.csv.gz", zeros_gz),
    ("1 GB of zeros in a ZIP", "zeros.zip", lambda path: large_member(path, "a.csv", b"id,value\n", b"\0", GIGABYTE)),
    ("archives in archives", "nested.zip", nested),
    ("members that overlap", "overlap.zip", overlapping),
    ("a member that points outside", "outside.zip", outside),
    ("a member with an absolute path", "absolute.zip", absolute),
    ("entities in KML", "laughs.kml", kml),
    ("a foreign entity in KML", "foreign.kml", foreign),
    ("entities in a workbook", "laughs.xlsx", sheet_entities),
    ("a cell of 1 GB in CSV", "cell.csv", one_cell(b'id,value\na,"')),
    ("a cell of 1 GB without quotes", "bare.csv", one_cell(b"id,value\na,")),
    ("a text of 1 GB in JSON", "cell.json", one_cell(b'[{"id": "a", "value": "')),
    ("a line of 1 GB in NDJSON", "cell.ndjson", one_cell(b'{"id": "a", "value": "')),
    ("a cell of 1 GB in a workbook", "cell.xlsx", sheet_cell),
]


def check(almanac, tell):
    for words, name, write in BOMBS:
        with tempfile.TemporaryDirectory() as folder:
            project = Project(almanac, Path(folder) / "town")
            (project.root / "data").mkdir()
            write(project.root / "data" / name)
            project.feed("bomb", f'{{file: "data/{name}"}}', 'id: {type: "text"}')
            before = {path for path in Path(folder).rglob("*") if path.name != "snapshots.lock.json5"}
            said = project.run("fetch", "--quiet", "bomb", limit=limited(DISK))
            problems = []
            if said.status != 69 or "bomb: failed" not in said.out or "fix:" not in said.error:
                problems.append(f"ended with {said.status}: {said.out[-200:]} {said.error[-300:]}")
            if said.peak >= MEMORY:
                problems.append(f"held {said.peak:.0f} MB")
            left = {path for path in Path(folder).rglob("*") if path.name != "snapshots.lock.json5"} - before
            left -= {project.snapshots}
            if left or Path("/tmp/almanac-escaped.csv").exists():
                problems.append(f"left {sorted(map(str, left))[:3]}")
            first = next((line for line in said.error.splitlines() if "error:" in line), "").split("error: ")[-1]
            tell(f"{words} ({said.peak:.0f} MB: {first[:90]})", problems, 1)
