"""What a Linux library asks for, read from the file itself (ELF, 64 bits, little end first)."""

import struct
from pathlib import Path

_HEADER = struct.Struct("<16xHHIQQQIHHHHHH")
_SEGMENT = struct.Struct("<IIQQQQQQ")
_ENTRY = struct.Struct("<qQ")
_LOADED, _DYNAMIC = 1, 2
_END, _NEEDED, _STRINGS = 0, 1, 5


def needed(library: Path) -> set[str]:
    """The names of the libraries that one is linked with."""
    data = library.read_bytes()
    assert data[:6] == b"\x7fELF\x02\x01"
    header = _HEADER.unpack_from(data)
    offset, size, count = header[4], header[8], header[9]
    segments = [_SEGMENT.unpack_from(data, offset + size * index) for index in range(count)]
    (dynamic,) = [segment for segment in segments if segment[0] == _DYNAMIC]
    entries = []
    for tag, value in _ENTRY.iter_unpack(data[dynamic[2] : dynamic[2] + dynamic[5]]):
        if tag == _END:
            break
        entries.append((tag, value))
    (address,) = [value for tag, value in entries if tag == _STRINGS]
    strings = next(
        address - segment[3] + segment[2]
        for segment in segments
        if segment[0] == _LOADED and segment[3] <= address < segment[3] + segment[6]
    )
    starts = [strings + value for tag, value in entries if tag == _NEEDED]
    return {data[start : data.index(b"\0", start)].decode() for start in starts}
