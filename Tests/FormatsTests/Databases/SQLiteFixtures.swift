/// Databases made by SQLite 3.40 with a table of every kind of value, of lengths that go over pages, of
/// columns added later, computed and stored; rows deleted in between; a table without row numbers, a view, an
/// odd name.
enum SQLiteFixture {
  /// Pages of 512 bytes, UTF-8.
  static let database = PackedFile(
    """
    H4sIAAAAAAACA+0cbWxbV/WcZ/v5vbau8/XqNonT26yp48xdu1alVNAm7YjG1vFRVjZgizLHfkmsuPZmv6RpSpVc2m4qHUwwTT\
    Bg/AJEhBDiW4gfTKoGEj9AiEogTSBQVW2AmCYmIfEhwrn3vWf72UmbodIt8Tvxu3n3w/fdd+49556v6wdPPJCzTDZeLJ1KW2w/\
    KIAIQ4wBQICuBF2qcy/+B6EKCDeHANyVwZBojP8S+V32Px/eHrBTCeFViOCiyDB8A1/DP+Ev8ef4Er6IP8bv47dwEa/h7/AFH1\
    dvAdDcqG5K0MkHKTX4AKXtPEpp6xwlLWOURO+nZMMRSvQ7ROJ2sZ1nKO3hI5SGOgUFbxRkueTAXyOYhzAcA3yV5v0beAEuQo6y\
    x1Y/yHilLw0igXCLEZxfWhr80fMCvgBLOStRhgWANrfZnzVoVXQwlCuLCyBqF5A/6la+osP5uKK1GIHZdQLzS1UcAGy9IQb/qI\
    GBhEHl9RcufHn+Pyf+snscPnLA/X6n2+z3GsQwDIaWTo31Ziq4Fq2ibpuXaTJ0vcVA+9vKZrfit4R+jZ6jX1kUFRG5WBKAv8Fv\
    47M4gQexgxj73yTnr8LFoY06fHJEp8HhGp4MepPwJnp70GgB6uL920KEC6AFBwLnNrJ2KIRgIjlDlQhecHAg16pDmLtcdC4Rnl\
    XCijrktPLOmlOKvW7zfxP6QzR3IbH6BdTOnizBDrft32mgQRpecKH6dOx2a98QNdBihORioQJnnciFtt1t9Tq9SoCeF3BfxR2f\
    3R9G8BUI4tPEZPAn+DV8mm7rmdAffEZ8e2BrJ024QpOlLHiXBcZiNNkKkXPAnuwKS2nvELxAsA17fkUxb22lRYm0NJT5Gt6z7U\
    aPVuhqo2uHPwvNB7M+NA94JTPFn/+mAZIR6kVKgIhk/kmSQyiJSi1jeSbRwUhyCZBQFJCSiyM+PPWOuA6fPizFfh/Da08a1iLw\
    edAgD3id9P3n4Rpcge/CWSrI3/p9JnJEk1YjQ5PLr+tdQg0RGoUQarxLU/ClrhW62XyAxBsgYQjstj37aGWq1JfqytReWf1SYo\
    8On42rJBCpa2ZiNrIUIUtqCgsevaKqJ/Qn6Z1DQvdwNYAGvdtWOmHbLpISg6TyBCsKjatO0O0mnxKamgf4+39TgGug8BomBD/1\
    cePTvw/NpQu4GkBEOvW2AUzAh+GdNUai+P0kM0hjlCMzeAQQ7LqXhDCFhI/AfKOxv+U9JJEhyRtIEpk0SV3ecFSH586h1mIoPv\
    bfPrQfieB1UFEF/BU+g0W8Dwco8yr9rTdX2nXoWbm2d1SoD5ojSi+/U8YfJYIIkfYSqvEKVKXxnR8lgpDSuC2J16najiTe8xBR\
    RpCoKmjrKnXWfxx6UIORIOk2oTeh1Xss/20fJL0hQK8TqGrpN1CmIrAfwrAd4BfwA/gqfAbmYIyy253qtjnhrQOPt46K97wJzG\
    +xhNZHr4wLtW/LjSeE2Vp3vV0u82grOBZtx7slvVpTwpsFVW/WlknhxQpLL1YtX/rEHlOHC4eBpsHf1VZlAPSt380NETgOKgyA\
    jPv4Ol6CScoMLNeyh0eFr1Ov8XU2qBLxFZ/zpMF1HS6fC60dK8xt3Yg7urkq3L1hx91bZ+7BnVzw9GC4xt+7nK0nxkE4fPUah6\
    +zBxjnRHiGZodn1IYk+PJ/EzkA6oQFon88DhqKICP8IdH/GZzA3diOqwruWw/QwgeE012TTnfH2c4TIguN3vYuvtMJvXHc7bVU\
    yqm37pUeE+U9jkqkXVmU3T01y7t0eGZE124aUiOEqE18qwhbASdspZMbIm4l7MSteIXNJG8TASzh+gCWhlATm2nHfMrw7T8+rJ\
    sZrTr2VwfbfJz59O9DM4mBtfEfXyH97yCgAtfgReAwTpmDN+UZl4t8UIfPxWXo601XWNdW/m7hzdYr3uyq3YzxQ8KNrXnc2F4Z\
    9UaCFeP7Sa+RetH8Cla3br5XhK6E3dAVrxiElwp8tw7PHg7ozRbD4sSjd/sk0dT8P+5jwd//fVhLMFSn0TcYYldv/8UvgQ6XxP\
    mfn+J38AK8Bi/DS/BNKrrlMYD0qJUNxDv4iHBaiUBSRw5oPENm8I8Jp7RedUrbFpt2/rDwRmvSG131QvOTwuYCNW5o3sZP6MDP\
    yUNWb5n8VR+Fa/D3Oy4yzXOYS9h9GhHVyt9LSJBHuCQSRMvNfFjEREIlJnIXPyaCIsOeoMiGEEJ6aEQumLNAnzG4p95N+Nj/0/\
    R2HnlGh4sj8hCTT9O3Tfj3SNcRPAoq3gn4Rfw4nsRf4/co48Ny0PbkpxixHnEEFzCfLlsCi2FxFreuYR/Pi1CBsDdUoPGgXzfP\
    iZgBvRIz4FV7tvBxESygVYIFKkcAeUmTx/ENdbl45wFeFNEM4bpohuUPJvrT2uz+X/HbDP8A+vjQTBDCYFSH9Aawf5vD/12Opo\
    NgIKqnI3AVFJLzSBB8jG7lVnYV3nfLHlJSwrG+PuQJKz2WN8tmpljIskeKBXOk9r73ng8NHz05zE4ePfbAMOv1VLH+KWaZsxZ7\
    vJQ7lS6dYVPmmRSbYbmCZU6YpZRbPkrlsmGSHnvofxosfxzDsVgMzw/K0U7lCtmyTBTP+GQR689l3TF4h2bJUaRYQVSnWImVzH\
    Q+xcbYWL44RtWncxmTpamDwsC+JJvJlaxpUZ9IF1gxm02wmXQpM5ku9e/bm2SFosUK0/k8y5rj6em8xRK0eSfKCZaZNDNTrD9v\
    FiasyX4ryY4cZnuTKdZboGf32t3feXeSla1iycymWD5tmfZIKl3t3nfXgaSgf1B8Ymjm/T9ISj/+DOdwkG7WNXxADcfa25GHbP\
    o2z9An4aVtYiL9Mw4FVyk8VUvikvSzZjmTTB4KqYZhaI/M5MzTZdMsiMvp76H7hh9mIi+IsWzmzYzFBth4qXjKZiDHg2rMMPCs\
    HMo40ae4+jyDESUrsL8kO52zJovTFisVT+eyBwNq7HgfAnVszpafyOcsczQ9bRVlfrSWn47eXZu7w5b//gn08aG5tv+BQBTm/g\
    uTBTcrAE4AAA==
    """)

  /// The same rows in pages of 1024 bytes and UTF-16, the high byte first.
  static let wide = PackedFile(
    """
    H4sIAAAAAAACA+1da2xcRxX+5s7u3nuTbrN2Yie2c5Ndx3EcY4eSx4+qzcMpVSEUlGcftJFJ/Ggse23ibGhTqdjTQAq0gKCQ0A\
    jxEAiJIugPkBAqiuAXQhVCQFGrQltF4qFQKqFGQpQiwjmz9+57N+qDNPWec/bOfc3MnXvmnJk7Z86Z3bfn1oncWHp8ZjZ7KJfe\
    hBiUwo50GoCmrYe2OG0x2hLhPgKNy4PGhhHFGSj9Gp+vye8EBATefuh24vovWKSf5JOV+qI+r/+on9G/1b/Sv9A/10/ql/UT+g\
    mhk4DAVQEkrYkoJFhhtlO41FxPYcosoXDJNAXX7qbA30aBt5477U4K3HwGXeYgZ3MphItJvQ8+XoX+E0n8WT2jvqHm1QG1hi49\
    Q/iOpdM+dDeOkS6QwENbDKkg/uzm51fN0QVcwgRyWIdjwDzF7Iti/sNDRrsINA5hAIfpCSN0/797Xhocxx1bokTzUJkoxcsekt\
    pNBTHKd/tPHmM4W5I9pW6Pov7NQ4vjI3BwgS5HeamThaf/1cepQcdL0ePvE7yacO5SeZ1SV1qP6wqccZ64ThFnOJbrCjxUks+a\
    KOoLxHaK2M4rsl2RmcLoS6PIfyCO8/1UoIpZOa3RzWeJxzwPgY8L0c0kRrEYm6FfwGb9uP64Htf71fPqu+phNa12q921XqI3yu\
    8/lF+cSha3PEtQWSx7Vamf4e/N0kCv7PQAh2jizFdTQ3Utp2p3qHp0vrEp45uVy7iiqXpUafsS3jdtLVSzitopZ66C24K6hfnM\
    1GIfXx70XeYHEdQrgTxOTpGMwfNZzsJ6ao9TvYPabnC9F+uv36Eqp648SJR1KXkolSGSov5I6i4RIySoShM7wojVrUd4R62Ikv\
    yTShQj1orNl+esSsbyLSEvrZLPLAGB5gFptQUFmwCrh6COyL+gYBOoKC7V0jEASUwihg7gW/g0bqGDjvCjYGA9DVniPMyI9GI1\
    VVh5fQe6e2kgE6MhT6xiIFM+1GgwtFiR9tBCw5BA55UJRW3a5/bSQOqrWatHk5oUFHzrdBVu0rkRCceDfs75ipNzPuJ0OR6dCj\
    QZtGzzbBMdeIW2ffUN1ANY3SH3ANXdhxPahzSE1i0e9TF+KkAxYfdGauoTHmu9LtTTdn1x07t9fHswAeqARFTfgGgv6hmgGrXa\
    +flyLWGZbp62xUIvQcHm/QgQKggKLmSMZgqrZwhpSwqBBAWl+xcUFFz4cwGlMwBJZBHHAeAl/B4/wiN0eOBNK5Pad3uA9hDock\
    0+naxukKx3l4eMtZ0rnUSo0luo1bd4SDpuKtBzta1ql73XQ4vy2ZLuQtGC7nRiyMf3sspL0QOEDwSl78c1Sec38LEF+gs6q2/S\
    Xc5FnMQ92EuXttQV1K7p0FK11CS5YIo8ySbIKDdB7jzCpseuNT2uFOhPfGDMx6eycFlJLLUi+KYsWngyunHv1DvsoS3hhTPb9Y\
    fGvXcTl8fB5u2VxrllKvS+O4nh7Ux5fpa8xkR7NEt+G0lBzOVZcjvxUcNcXmX3+TCDMT9Fj33rjQCqnFuSOEHyvx/6z/qXJP99\
    Ou485/wYZ+kS4xvzKjRL2ETZLzFRrqauvguZhrk80mJ8H2eycZkCEqzot1rTJsEW7W5o0V5jbkv1Gc2eXW6JZ1c9+5W0Abt2+Z\
    WuXSWfrh0PsCuXl3flqnDhup9dt1DlukXpp6/cBG5njidwiSBqvrJZMR1H2dvIj7yNKr2VBAQExAFAUFBwwRoA1/j65+//D+Ia\
    9EI/pR/XZ+j7v9V5yvm+cxo/xWOYpRuM6DHXszWwV2YNXJ2Z8wrWXrax6TGb6FPKfpfNNRgtpc11bBDsRgbB1WMl9eguM+jjO1\
    nti2XwgtJKtS8z/exG7Vk36hL3abOO/adR23+6x/SEnvKlDtSVQwPDvNWIP5eaVaH22MOFQv6fHzVdPr4+6Hv/f19qYFnKrGAf\
    YpT4EK8ybexE7IZOxNVys9G0sjexW9ObuKZnfn7+v02YTlBQDAAEBQWvGJY74b59sFyqQlBQun9BQcGFrgas9P8HHLRDn6egAG\
    duMNt9/GDQLjMmVBMUfIf27h0rzY3sB+wX/ICr/H87hVCCgjIAEBQUXEi4o3L2r8oMN6kfgq9ehP6dPqe/qSedO52dTp/jqhfV\
    OXVOTKOu8r85eOgyRtRrzUEPbXbptNBwo/bfEKwyH2bfK7/C96o49b7c3M5OV551uip3tjL7eb4cFd5WD15r9vg4mbWL3DfdML\
    vWYnsd5kOhia5XtX6//Qyvbddr3kc1k1+1v1AzUbJWczMvr4Sy5ZX6zU5eX8ktW1+p5uo/LP+8CBhlq5bgFfwaX0MWu+i0dlFO\
    fTbt2yXCAxo4TFFxjlFmYYZu2sx69k/CgkS9RZ02mBl2vXArXC/qr1++wUyxD4Zbwwej9l8NpM0EO2P4BWeMaiOlTjPOXhhewQ\
    uj1Gj8k1kz4uPhQfuHINJ/CC4w5V8NeRAQEBAQEBBoNkhaX9x/gX4CAgJNAgkVa/GBQ4us/P8b9BMQEGgaiGtqAKz8IybUEBBo\
    yu9/9UM4eBrOWjxNh0NO8DozoESPXmXvZO523MzWrerBIeRwCIcxhTEco20EM5jGKNK4yx6N4WC966txE/biZgxhP4VpCoewE7\
    fa4+66mXXTWR8mKczR+X0UpvFRzGICWSrILE7Q+STdOYEBOvoYbROUkuPeQ9usvVoefziMX8yR/9F99soS9OQdys1kMurU0RKC\
    TtqyjxItCkdOA6IVozOJJizhyl++EalyJQTg8+lCaj6btdsYpZuy54ftNkXVcjhMfS/FHqEYaTtpxSWYRj82EjG5GiYodQ7HC+\
    nX0RE/YYZKOUpnHIfLNIIjdt9HKa+zaacpTs7uj1PaKToapaeMUyw+z9m88vp21rhzTpwHM8+kLQUTcpreP0dX+2zlprENWynk\
    /Acss02H791dVvp34T02Nk/Bzdi3H7XxeVouF9Izokl1qQbpDTZgC9bz+D+mXoM+rbXzJToQaBYw7Qk309GhzANlUs0iZ8Oeht\
    Kcb5T6bCNWKpm1JHugrmwX24JR20aPEE+vz8bdIAg8s96K5hgJL7e3LCjRvrxgt+H9tL/dCkP+fiQofD5lxY2Zvp+2cXr8DBWj\
    pEEyqZibCQJlJkroMB4KUrjPNKBFFPX1Nf0su/fatuEIFei4jc9F42ujR7SbMf5WhbCMnOExHKUHTdjsh60os+AX7w/X7ZWGqa\
    mocy+d1/+9CvoJCAg0zfC/X7cA9/8PTOO8PACQAAA=
    """)

  /// The rows of “kinds” as Python's sqlite3 gives them, without the computed column.
  static let table = PackedFile(
    """
    H4sIAAAAAAACA+1bS27bMBDd5xSFN110ZHCGXx3HqRMgQJACiRc5QK/R7nuOXqhHKCWSCklRltpF0joz2QQkRVsk53Hem/HdEU\
    7wAI9wDYeHD1+OR3i4eT7B/eF083jVKQE/f4Dwf3B3+vgECB3t9VUnLfj/EYS4vQ09lHoU7A5wvdt93kHnB+wxPirSAIRf375+\
    ByQLnbz5JIXIpkFycRxpeL4QA0nWWMjfc2iZ3pSGRe5CU1quLjwTRmAP4KRzRthxRV/mCa1pJjTZ4k9dcZHjvGme+IQMu0GorH\
    LSKL+x2aam1ukD/DRd1jrNmj0fRqrxnVAJK32Hk1pLv7Uvx6Hqmr4PgDKIxn9FdIqsdLYXqnFQ5qN0mIKyJeiJpLQkpHFaWaud\
    X470+fO++B10WJFiu0KPGxqxdAXEizmmbJdtgBV4RMzGAcypcPwJhknkcE6Zx2PyWYoQEgAL2yBHBhLCZRiQYRz17EdsbP8ibk\
    whw+wWLsIPGeKY1NYMOKTL8CQLJHApkFApXKzChRLJ6jgjPKpgHoFU0VAzCvGfzbvOxsb25tjbYkNbaJAemXuTAYl1CiQBikgu\
    NvcRixs3QYwlDQ2YCyXnN5rxlI2Nje3VOT+VwuPE7D0THxU6yoLvidNb3xRFy/0Co7e50Bvby9g6Y/du0A0TMWhLkU5uviRytR\
    LPyJXOjK+Y65X7RaLhepiRjIY+3SIafa451iPOMo0+io2tW36T2omC9cfFY1Id3rRiKuQ0ytOa5FwxZjYaIhmKMrFRhjiYhPTB\
    hbDlb34DIUpo+7nDYZEEaHgQks5yAEsUfJh+ngHApsNhysRknlDpg5U/oVSl/F85fO1SKJlIs73Xi7fC+7VLBJVs575w0z2gzE\
    reK0OdRd6HKjK8xs0XR2gakmAVaGomeGxs7wPXoCH7oI5sAqpyDzSqSiDWAvwUAflIJ8sjtkkHWvGSR2xFSVYyErGxsV0e8ib2\
    tlj/hdYUGdgs5CuZn+0hZ30NNb9mfk4vpGFXw1rnGlnY81Vg2LOowcbGxvbf31pNaXu/TdTo1WISu6IRy5JG77kEzHQMEpmcO6\
    tvJzFqtfPqdRJvV6a4VjFPSFNGZ16kiRrOl6ETullCp1moSVE23lCQTsQC8Ksdj20l/CTFLCm2pN97l5rnxFbL7kiaM+mwtV8A\
    kOyXU2J/8jMANVSi/NUPAFAMBveHpxOk0WCvfgOp+TmgKjMAAA==
    """)
}
