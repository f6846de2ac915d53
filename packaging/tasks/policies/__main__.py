"""Write the documents."""

from tasks.policies.documents import documents

for _path, _text in documents().items():
    _path.parent.mkdir(parents=True, exist_ok=True)
    _path.write_text(_text, encoding="utf-8", newline="\n")
