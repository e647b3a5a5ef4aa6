"""A server that breaks off, stalls and lies: which fault an address has stands in its path.

`/FAULT/NUMBER.csv` is a table, `/FAULT/NUMBER/services` a directory in five pages. In the phase "good" all of it is
served as it should be, in "new" with other values, in "bad" with its fault, and in "once" with its fault at first and
then as in "new".
"""

import gzip
import http.server
import io
import json
import random
import socketserver
import threading
import time
import urllib.parse
import zipfile
import zlib

KILOBYTE = 1000
PAGES = 5
GIGABYTE = 1 << 30


def table(seed):
    """200 kB: an id of ten figures and a number in each row."""
    values = random.Random(seed)
    rows = [b"%010d,%08d\n" % (n, values.randrange(10**8)) for n in range(10_000)]
    return b"id,value\n" + b"".join(rows)


def page(seed, number):
    """A page of 10 kB of a directory."""
    values = random.Random(f"{seed} {number}")
    services = [
        {"id": f"s{number}-{n}", "name": "%060x" % values.randrange(16**60), "service_at_locations": []}
        for n in range(80)
    ]
    return json.dumps({
        "total_items": PAGES * 80, "total_pages": PAGES, "page_number": number, "first_page": number == 1,
        "last_page": number == PAGES, "contents": services}).encode()


def packed(body):
    """A ZIP around a table, the same at any time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("table.csv"), body, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def swelling(length):
    """The beginning of a table as gzip, in pieces that unpack to a thousand times their size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(16 << 20)
    yield packer.compress(b"id,value\n0,")
    for _ in range(length // len(block)):
        yield packer.compress(block)
    yield packer.flush()


class Data:
    """What is served in a phase: by seed, so that each is known beforehand."""

    tables = {seed: table(seed) for seed in (1, 2)}
    packed = {seed: packed(body) for seed, body in tables.items()}
    swollen = b"".join(swelling(GIGABYTE))
    pages = {seed: [page(seed, n + 1) for n in range(PAGES)] for seed in (1, 2)}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        fault, number, *rest = address.path.strip("/").split("/")
        number = int(number.split(".")[0])
        phase = self.server.phase
        key = self.path
        if phase == "once":
            with self.server.lock:
                self.server.seen[key] = self.server.seen.get(key, 0) + 1
                phase = "bad" if self.server.seen[key] == 1 else "new"
        seed = 1 if phase == "good" else 2
        at = int(urllib.parse.parse_qs(address.query)["page"][0]) if rest else 0
        body = Data.pages[seed][at - 1] if rest else Data.tables[seed]
        if address.path.endswith(".zip"):
            body = Data.packed[seed]
        try:
            if phase == "bad":
                getattr(self, fault.replace("-", "_"))(body, number, at)
            else:
                self.whole(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    # --- ways of answering

    def heading(self, status=200, **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def whole(self, body, status=200, **fields):
        self.heading(status, Content_Length=len(body), **fields)
        self.wfile.write(body)

    def broken(self, part, **fields):
        """A part of the body, then the end of the connection."""
        self.heading(**fields)
        self.wfile.write(part)
        self.close_connection = True

    # --- tables cut after each kilobyte

    def cut_length(self, body, number, _):
        self.broken(body[:number * KILOBYTE], Content_Length=len(body))

    def cut_chunked(self, body, number, _):
        part = body[:number * KILOBYTE]
        self.broken(b"%x\r\n%s\r\n" % (len(part), part) if part else b"", Transfer_Encoding="chunked")

    def cut_in_chunk(self, body, number, _):
        """In the midst of a chunk that says how long it is."""
        self.broken(b"%x\r\n%s" % (len(body), body[:number * KILOBYTE]), Transfer_Encoding="chunked")

    def cut_gzip(self, body, number, _):
        packed = gzip.compress(body, mtime=0)
        self.broken(packed[:number * len(packed) // 200], Content_Length=len(packed), Content_Encoding="gzip")

    def cut_gzip_chunked(self, body, number, _):
        packed = gzip.compress(body, mtime=0)
        part = packed[:number * len(packed) // 200]
        self.broken(b"%x\r\n%s\r\n" % (len(part), part) if part else b"", Transfer_Encoding="chunked",
                    Content_Encoding="gzip")

    def cut_bare(self, body, number, _):
        """Without a length: the end of the connection is the end of the body, and only rows tell."""
        self.broken(body[:number * KILOBYTE], Connection="close")

    torn = cut_bare

    # --- tables with other faults

    def throttled(self, body, *_):
        self.whole(b"slow down", 429, Retry_After=0)

    def busy(self, body, *_):
        self.whole(b"busy", 503, Retry_After=0)

    def later(self, body, *_):
        self.whole(b"", 503, Retry_After=3600)

    def failing(self, body, *_):
        self.whole(b"Traceback (most recent call last)", 500)

    def web_page(self, body, *_):
        self.whole(b"<!DOCTYPE html><title>Sign in</title>" + b" " * 200_000, Content_Type="text/csv")

    def error_object(self, body, *_):
        self.whole(b'{"error": true, "message": "no such data set"}', Content_Type="application/json")

    def picture(self, body, *_):
        self.whole(b"\x89PNG\r\n\x1a\n" + bytes(200_000), Content_Type="image/png")

    def empty(self, body, *_):
        self.whole(b"")

    def too_long(self, body, *_):
        self.broken(body[:-100], Content_Length=len(body) + 1000)

    def too_short(self, body, *_):
        """A length below the body's: what is beyond it is no part of the answer."""
        self.broken(body, Content_Length=len(body) // 2)

    def loop(self, body, *_):
        self.whole(b"", 302, Location=self.path)

    def spiral(self, body, number, _):
        self.whole(b"", 302, Location=f"/spiral/{number + 1}.csv")

    def not_asked(self, body, *_):
        """304 to a question that had no condition."""
        self.heading(304)

    def other_columns(self, body, *_):
        self.whole(b"key" + body[2:])

    def elsewhere(self, body, *_):
        """To a file of the client's own machine."""
        self.whole(b"", 302, Location="file:///etc/passwd")

    def bomb(self, *_):
        """A gigabyte in a megabyte, whose length is told."""
        self.whole(Data.swollen, Content_Encoding="gzip")

    def bomb_chunked(self, *_):
        """Two gigabytes in two megabytes, whose length is not told, packed even for who does not want that."""
        self.heading(Transfer_Encoding="chunked", Content_Encoding="gzip")
        for part in swelling(2 * GIGABYTE):
            if part:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")

    def silent(self, body, *_):
        self.heading(Content_Length=len(body))
        self.wfile.write(body[:1000])
        self.wfile.flush()
        self.server.stopping.wait(30)
        self.close_connection = True

    # --- tables that come whole in the end

    def swollen(self, body, *_):
        """Too large when packed without a length; as it is to who asks for that."""
        if self.headers.get("Accept-Encoding") == "identity":
            self.whole(body)
        else:
            self.bomb_chunked()

    def named_outside(self, body, *_):
        """A name for the file that points out of every folder: nobody asked for one."""
        self.whole(body, Content_Disposition='attachment; filename="../../../escaped.csv"')

    def bare(self, body, *_):
        """Whole, and ended by the end of the connection."""
        self.broken(body, Connection="close")

    def trickle(self, body, *_):
        self.heading(Content_Length=len(body))
        for at in range(0, len(body), 5_000):
            self.wfile.write(body[at:at + 5_000])
            self.wfile.flush()
            time.sleep(0.02)

    # --- pages

    def page_cut(self, body, number, at):
        """After a kilobyte of the pages taken together."""
        left = number * KILOBYTE - sum(len(page) for page in Data.pages[2][:at - 1])
        if 0 <= left < len(body):
            self.broken(body[:left], Content_Length=len(body))
        else:
            self.whole(body)

    def page_torn(self, body, number, at):
        """The same, with the length of what comes: only the JSON tells."""
        left = number * KILOBYTE - sum(len(page) for page in Data.pages[2][:at - 1])
        self.whole(body[:left] if 0 <= left < len(body) else body)

    def page_repeated(self, body, number, at):
        self.whole(Data.pages[2][number - 2] if at == number else body)

    def page_empty(self, body, number, at):
        hollow = json.dumps({**json.loads(body), "contents": []}).encode()
        self.whole(hollow if at == number else body)

    def page_error(self, body, number, at):
        self.whole(b'{"error": "timeout", "status": 500}' if at == number else body)

    def page_web(self, body, number, at):
        self.whole(b"<html><body>Sign in" if at == number else body)

    def page_failing(self, body, number, at):
        self.whole(b"", 503) if at == number else self.whole(body)

    def page_loop(self, body, number, at):
        self.whole(b"", 302, Location=self.path) if at == number else self.whole(body)

    def page_missing(self, body, number, at):
        self.whole(b"gone", 404) if at == number else self.whole(body)


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.phase = "good"
        self.seen = {}
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_):
        """A client that has gone away is what is tested."""
