"""The program's icon in the sizes and formats that desktops ask for, all drawn from one SVG."""

import os
import struct
from pathlib import Path

from tasks.places import ROOT

DRAWING = ROOT / "resources" / "icons" / "recording-pause.svg"
LINUX_SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256)
WINDOWS_SIZES_PX = (16, 20, 24, 32, 40, 48, 64, 256)


def png(size_px: int) -> bytes:
    """The icon as a square PNG file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt  # noqa: PLC0415  (Qt is there in the venv alone)
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a format is a str in fact; PySide6's stub says bytes
    return bytes(written.data())


def ico() -> bytes:
    """The icon as a Windows icon file, which is a list of PNG files (Windows Vista and newer)."""
    drawn = [(size, png(size)) for size in WINDOWS_SIZES_PX]
    header = struct.pack("<3H", 0, 1, len(drawn))
    entry = struct.Struct("<4B2H2I")
    offset = len(header) + entry.size * len(drawn)
    entries, images = [], []
    for size, image in drawn:
        side = size % 256  # 0 stands for 256
        entries.append(entry.pack(side, side, 0, 0, 1, 32, len(image), offset))
        images.append(image)
        offset += len(image)
    return b"".join([header, *entries, *images])


def write_hicolor(theme: Path, name: str) -> None:
    """Lay the icon into a folder of the icon theme that every desktop falls back to."""
    scalable = theme / "scalable" / "apps" / f"{name}.svg"
    scalable.parent.mkdir(parents=True)
    scalable.write_bytes(DRAWING.read_bytes())
    for size in LINUX_SIZES_PX:
        file = theme / f"{size}x{size}" / "apps" / f"{name}.png"
        file.parent.mkdir(parents=True)
        file.write_bytes(png(size))
