"""Pictures of a screen as PNG files."""

import struct
import zlib


def png(width: int, height: int, pixels: bytes) -> bytes:
    """Pixels of 4 bytes (blue, green, red, unused) as a PNG (RFC 2083)."""
    rgb = bytearray(width * height * 3)
    for channel in range(3):
        rgb[channel::3] = pixels[2 - channel : width * height * 4 : 4]
    rows = b"".join(b"\0" + rgb[start : start + width * 3] for start in range(0, len(rgb), width * 3))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
