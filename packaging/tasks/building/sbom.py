"""The bill of materials: what is inside a package, for whoever has to look for known faults in it (CycloneDX 1.6)."""

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks.building.bundled import Bundled
from tasks.building.release import NAME, Release
from tasks.building.sums import sha256

_SPACE = uuid.UUID("0b9f0a2e-6f3e-5b53-9d1c-6a5b0f2f7c11")


def write(package: Path, release: Release, carried: Sequence[Bundled]) -> Path:
    """Write it beside a package that is finished, and return its path."""
    digest = sha256(package)
    subject = {
        "type": "application",
        "bom-ref": NAME,
        "name": NAME,
        "version": release.version,
        "licenses": [{"license": {"id": "MIT"}}],
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, digest)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(release.epoch_s, UTC).isoformat().replace("+00:00", "Z"),
            "component": subject,
        },
        "components": [_component(one) for one in carried],
        "dependencies": [{"ref": NAME, "dependsOn": [one.purl for one in carried]}],
    }
    file = package.with_name(f"{package.name}.cdx.json")
    file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return file


def _component(one: Bundled) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "licenses": [{"license": {"name": one.licence}}],
    }
    if one.sha256:
        component["hashes"] = [{"alg": "SHA-256", "content": one.sha256}]
    return component
